package credentials

import (
	"cmp"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// scanView is a card as an encoder reads it.
type scanView struct {
	CardNumber         string              `json:"card_number"`
	CreatedAt          *string             `json:"created_at"`
	EndsAt             *string             `json:"ends_at"`
	IsIssued           bool                `json:"is_issued"`
	StartsAt           *string             `json:"starts_at"`
	VisionlineMetadata *visionlineCardView `json:"visionline_metadata,omitzero"`
}

// scanWarning describes a difference between a card and Seam.
type scanWarning struct {
	Code    string `json:"warning_code"`
	Message string `json:"warning_message"`
}

// scanCredential begins to read the card that will be on the encoder.
func (a *Area) scanCredential(c *protocol.Call) (any, error) {
	at, err := a.places.NamedEncoder(c)
	if err != nil {
		return nil, err
	}
	simulated := takeNext(&a.stateOf(at).scans, "")
	return a.world.Begin(c.Action(), wire.Object{"acs_encoder_id": at.ID}, func() (wire.Object, error) {
		found, err := a.scan(at, simulated)
		if err != nil {
			return nil, err
		}
		return a.compare(found), nil
	}).View(), nil
}

// scan returns the card on the encoder, or the card of a simulation.
func (a *Area) scan(at *places.Encoder, simulated simulatedOutcome) (*Card, error) {
	found := cmp.Or(simulated.card, a.stateOf(at).card)
	switch {
	case simulated.err != nil:
		return nil, simulated.err
	case a.places.Unreachable(at) != "":
		return nil, encoderError(a.places.Unreachable(at))
	case found == nil:
		return nil, encoderError("no_credential_on_encoder")
	}
	return found, nil
}

// compare returns the credential on a card, the same credential in Seam, and how they differ.
func (a *Area) compare(cd *Card) wire.Object {
	result := wire.Object{
		"acs_credential_on_encoder": a.viewScan(cd),
		"acs_credential_on_seam":    nil,
		"warnings":                  []scanWarning{},
	}
	on := cd.contents
	switch {
	case on == nil:
	case !a.Credentials.Holds(on.of):
		result["warnings"] = []scanWarning{{"acs_credential_on_seam_not_found", "Seam knows no credential that is on this card"}}
	case !on.isCurrent():
		result["warnings"] = []scanWarning{{"acs_credential_on_encoder_out_of_sync", "The credential has changed since the card was encoded"}}
	}
	if on != nil && a.Credentials.Holds(on.of) {
		result["acs_credential_on_seam"] = a.View(on.of)
	}
	return result
}

func (a *Area) viewScan(cd *Card) scanView {
	view := scanView{CardNumber: cd.ID}
	if on := cd.contents; on != nil {
		view.IsIssued = true
		view.CreatedAt = wire.Optional(wire.Time(on.at))
		view.StartsAt, view.EndsAt = wire.OptionalTime(on.startsAt), wire.OptionalTime(on.endsAt)
		view.VisionlineMetadata = a.viewVisionlineCard(cd)
	}
	return view
}
