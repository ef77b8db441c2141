package seamtest

import (
	"cmp"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

var scanOperations = protocol.Operations[*Server]{
	"/acs/encoders/scan_credential":           (*Server).scanCredential,
	"/acs/encoders/scan_to_assign_credential": (*Server).scanToAssign,
}

// scanned is what an encoder read from a card.
type scanned struct {
	CardNumber         string          `json:"card_number"`
	CreatedAt          *string         `json:"created_at"`
	EndsAt             *string         `json:"ends_at"`
	IsIssued           bool            `json:"is_issued"`
	StartsAt           *string         `json:"starts_at"`
	VisionlineMetadata *visionlineCard `json:"visionline_metadata,omitzero"`
}

// visionlineCard is what a Visionline encoder tells besides.
type visionlineCard struct {
	Cancelled            bool     `json:"cancelled"`
	CardFormat           string   `json:"card_format,omitzero"`
	CardHolder           string   `json:"card_holder"`
	CardID               string   `json:"card_id"`
	CommonACSEntranceIDs []string `json:"common_acs_entrance_ids"`
	Discarded            bool     `json:"discarded"`
	Expired              bool     `json:"expired"`
	GuestACSEntranceIDs  []string `json:"guest_acs_entrance_ids"`
	NumberOfIssuedCards  int      `json:"number_of_issued_cards"`
	Overridden           bool     `json:"overridden"`
	Overwritten          bool     `json:"overwritten"`
	PendingAutoUpdate    bool     `json:"pending_auto_update"`
}

// scanWarning says how a card and Seam differ.
type scanWarning struct {
	Code    string `json:"warning_code"`
	Message string `json:"warning_message"`
}

func (s *Server) scanCredential(c *protocol.Call) (any, error) {
	at, err := s.places.NamedEncoder(c)
	if err != nil {
		return nil, err
	}
	rehearsed := next(&s.desk(at).scans, "")
	begun := s.world.Begin(c.Action(), wire.Object{"acs_encoder_id": at.ID}, func() (wire.Object, error) {
		found, why := s.scan(at, rehearsed)
		if why != nil {
			return nil, why
		}
		return s.compare(found), nil
	})
	return attempted(begun), nil
}

// scan reads the card that lies on the encoder, or that a rehearsal puts there.
func (s *Server) scan(at *places.Encoder, rehearsed rehearsal) (*card, error) {
	found := cmp.Or(rehearsed.card, s.desk(at).card)
	switch {
	case rehearsed.why != nil:
		return nil, rehearsed.why
	case s.places.Unreachable(at) != "":
		return nil, failed(s.places.Unreachable(at))
	case found == nil:
		return nil, failed("no_credential_on_encoder")
	}
	return found, nil
}

// compare holds what a card says against what Seam knows.
func (s *Server) compare(found *card) wire.Object {
	result := wire.Object{
		"acs_credential_on_encoder": s.viewScanned(found),
		"acs_credential_on_seam":    nil,
		"warnings":                  []scanWarning{},
	}
	holds := found.holds
	switch {
	case holds == nil:
	case !s.exists(holds.of):
		result["warnings"] = []scanWarning{{"acs_credential_on_seam_not_found", "Seam knows no credential that is on this card"}}
	case !holds.upToDate():
		result["warnings"] = []scanWarning{{"acs_credential_on_encoder_out_of_sync", "The credential has changed since the card was encoded"}}
	}
	if holds != nil && s.exists(holds.of) {
		result["acs_credential_on_seam"] = s.viewCredential(holds.of)
	}
	return result
}

func (s *Server) viewScanned(of *card) scanned {
	view := scanned{CardNumber: of.Number}
	if holds := of.holds; holds != nil {
		view.IsIssued = true
		view.CreatedAt = wire.Optional(wire.Time(holds.at))
		view.StartsAt, view.EndsAt = wire.OptionalTime(holds.startsAt), wire.OptionalTime(holds.endsAt)
		if holds.of.viewVisionline(s.world.Now()) != nil {
			view.VisionlineMetadata = s.viewVisionlineCard(of)
		}
	}
	return view
}

func (s *Server) viewVisionlineCard(of *card) *visionlineCard {
	holds := of.holds
	return &visionlineCard{
		Cancelled:            !s.exists(holds.of),
		CardFormat:           string(of.Format),
		CardHolder:           holds.of.holderName(),
		CardID:               cmp.Or(holds.of.cardID(), of.Number),
		CommonACSEntranceIDs: []string{},
		Expired:              !holds.endsAt.IsZero() && !holds.endsAt.After(s.world.Now()),
		GuestACSEntranceIDs:  wire.Views(holds.entrances, func(e *places.Entrance) string { return e.ID }),
		NumberOfIssuedCards:  1,
	}
}

func (of *credential) holderName() string {
	if of.user == nil {
		return ""
	}
	return of.user.DisplayName()
}
