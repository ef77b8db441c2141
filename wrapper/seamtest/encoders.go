package seamtest

import (
	"fmt"
	"time"
)

var encoderRoutes = map[string]handler{
	"/acs/encoders/encode_credential": (*Server).encodeCredential,
	"/acs/encoders/get":               (*Server).getEncoder,
	"/acs/encoders/list":              (*Server).listEncoders,
}

// encoder writes and reads the card that lies on it.
type encoder struct {
	record
	system    *system
	name      string
	number    string // by which a Hotek system reports it
	offline   bool
	removedAt time.Time
	card      *card // nil while none lies there

	encodings, scans []rehearsal // what comes next, by simulate/...
}

// AddEncoder puts a card encoder into an access system and returns the encoder's ID. An empty name
// becomes "Encoder 1" and so on. It panics if there is no such system.
func (s *Server) AddEncoder(systemID, name string) (id string) {
	s.arrange(func() { id = s.addEncoder(systemID, name).id })
	return id
}

func (s *Server) addEncoder(systemID, name string) *encoder {
	in, ok := s.systems.get(systemID)
	if !ok {
		panic(fmt.Sprintf("seamtest: AddEncoder: there is no system %q", systemID))
	}
	if name == "" {
		name = ordinal("Encoder", s.encoders.all)
	}
	return s.putEncoder(&encoder{system: in, name: name})
}

func (s *Server) putEncoder(added *encoder) *encoder {
	added.record = s.newRecord("acs_encoder")
	s.encoders.put(added)
	s.emit("acs_encoder.added", added.system.ids(), answer{"acs_encoder_id": added.id})
	return added
}

// SetEncoderOnline connects or disconnects an encoder. A new one is online. It panics if there is no
// such encoder.
func (s *Server) SetEncoderOnline(encoderID string, online bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mustEncoder("SetEncoderOnline", encoderID).offline = !online
}

// RemoveEncoder takes an encoder out of its access system. Seam still shows it, with the error
// acs_encoder_removed, but it encodes and scans no more. RemoveEncoder panics if there is no such
// encoder.
func (s *Server) RemoveEncoder(encoderID string) {
	s.arrange(func() { s.removeEncoder(s.mustEncoder("RemoveEncoder", encoderID)) })
}

func (s *Server) removeEncoder(gone *encoder) {
	if !gone.removedAt.IsZero() {
		return
	}
	gone.removedAt = s.instant()
	s.emit("acs_encoder.removed", gone.system.ids(), answer{"acs_encoder_id": gone.id})
}

func (s *Server) mustEncoder(method, id string) *encoder {
	found, ok := s.encoders.get(id)
	if !ok {
		panic(fmt.Sprintf("seamtest: %s: there is no encoder %q", method, id))
	}
	return found
}

type encoderView struct {
	ACSEncoderID       string  `json:"acs_encoder_id"`
	ACSSystemID        string  `json:"acs_system_id"`
	ConnectedAccountID string  `json:"connected_account_id"`
	CreatedAt          string  `json:"created_at"`
	DisplayName        string  `json:"display_name"`
	Errors             []issue `json:"errors"`
	WorkspaceID        string  `json:"workspace_id"`
}

func (s *Server) viewEncoder(of *encoder) encoderView {
	view := encoderView{
		ACSEncoderID:       of.id,
		ACSSystemID:        of.system.id,
		ConnectedAccountID: of.system.connectedAccountID,
		CreatedAt:          timestamp(of.createdAt),
		DisplayName:        of.name,
		Errors:             noIssues,
		WorkspaceID:        s.workspaceID,
	}
	if !of.removedAt.IsZero() {
		view.Errors = []issue{{
			CreatedAt: timestamp(of.removedAt),
			ErrorCode: "acs_encoder_removed",
			Message:   "The encoder is no longer part of the access system",
		}}
	}
	return view
}

// namedEncoder finds the encoder whose ID a request carries, after everything else was read.
func (s *Server) namedEncoder(c *call) (*encoder, *refusal) {
	id := c.uuid("acs_encoder_id")
	if no := c.refusal(); no != nil {
		return nil, no
	}
	if found, ok := s.encoders.get(id); ok {
		return found, nil
	}
	return nil, notFound("acs_encoder")
}

func (s *Server) getEncoder(c *call) (answer, *refusal) {
	found, no := s.namedEncoder(c)
	if no != nil {
		return nil, no
	}
	return answer{"acs_encoder": s.viewEncoder(found)}, nil
}

func (s *Server) listEncoders(c *call) (answer, *refusal) {
	systemID := c.uuid("acs_system_id")
	systemIDs, ids := c.uuids("acs_system_ids"), c.uuids("acs_encoder_ids")
	page := c.paging(500)
	if no := c.refusal(); no != nil {
		return nil, no
	}
	found := s.encoders.where(func(of *encoder) bool {
		return equals(systemID, of.system.id) &&
			among(systemIDs, c.given("acs_system_ids"), of.system.id) &&
			among(ids, c.given("acs_encoder_ids"), of.id)
	})
	found, pages, no := cut(page, found)
	if no != nil {
		return nil, no
	}
	return answer{"acs_encoders": views(found, s.viewEncoder), "pagination": pages}, nil
}
