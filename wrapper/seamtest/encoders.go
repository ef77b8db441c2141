package seamtest

import (
	"fmt"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

func (s *Server) encoderOperations() protocol.Operations {
	return protocol.Operations{
		"/acs/encoders/encode_credential": s.encodeCredential,
		"/acs/encoders/get":               s.getEncoder,
		"/acs/encoders/list":              s.listEncoders}
}

// encoder writes and reads the card that lies on it.
type encoder struct {
	world.Record
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
	s.protocol.Do(func() { id = s.addEncoder(systemID, name).ID })
	return id
}

func (s *Server) addEncoder(systemID, name string) *encoder {
	in, ok := s.systems.Get(systemID)
	if !ok {
		panic(fmt.Sprintf("seamtest: AddEncoder: there is no system %q", systemID))
	}
	if name == "" {
		name = s.encoders.NextName("Encoder")
	}
	return s.putEncoder(&encoder{system: in, name: name})
}

func (s *Server) putEncoder(added *encoder) *encoder {
	added.Record = s.world.NewRecord("acs_encoder")
	s.encoders.Insert(added)
	s.world.Emit("acs_encoder.added", added.system.ids(), wire.Object{"acs_encoder_id": added.ID})
	return added
}

// SetEncoderOnline connects or disconnects an encoder. A new one is online. It panics if there is no
// such encoder.
func (s *Server) SetEncoderOnline(encoderID string, online bool) {
	s.protocol.Lock()
	defer s.protocol.Unlock()
	s.mustEncoder("SetEncoderOnline", encoderID).offline = !online
}

// RemoveEncoder takes an encoder out of its access system. Seam still shows it, with the error
// acs_encoder_removed, but it encodes and scans no more. RemoveEncoder panics if there is no such
// encoder.
func (s *Server) RemoveEncoder(encoderID string) {
	s.protocol.Do(func() { s.removeEncoder(s.mustEncoder("RemoveEncoder", encoderID)) })
}

func (s *Server) removeEncoder(gone *encoder) {
	if !gone.removedAt.IsZero() {
		return
	}
	gone.removedAt = s.world.Now()
	s.world.Emit("acs_encoder.removed", gone.system.ids(), wire.Object{"acs_encoder_id": gone.ID})
}

func (s *Server) mustEncoder(method, id string) *encoder {
	found, ok := s.encoders.Get(id)
	if !ok {
		panic(fmt.Sprintf("seamtest: %s: there is no encoder %q", method, id))
	}
	return found
}

type encoderView struct {
	ACSEncoderID       string       `json:"acs_encoder_id"`
	ACSSystemID        string       `json:"acs_system_id"`
	ConnectedAccountID string       `json:"connected_account_id"`
	CreatedAt          string       `json:"created_at"`
	DisplayName        string       `json:"display_name"`
	Errors             []wire.Issue `json:"errors"`
	WorkspaceID        string       `json:"workspace_id"`
}

func (s *Server) viewEncoder(of *encoder) encoderView {
	view := encoderView{
		ACSEncoderID:       of.ID,
		ACSSystemID:        of.system.ID,
		ConnectedAccountID: of.system.connectedAccountID,
		CreatedAt:          wire.Time(of.CreatedAt),
		DisplayName:        of.name,
		Errors:             wire.NoIssues,
		WorkspaceID:        s.world.WorkspaceID,
	}
	if !of.removedAt.IsZero() {
		view.Errors = []wire.Issue{{
			CreatedAt: wire.Time(of.removedAt),
			ErrorCode: "acs_encoder_removed",
			Message:   "The encoder is no longer part of the access system",
		}}
	}
	return view
}

// namedEncoder finds the encoder whose ID a request carries, after everything else was read.
func (s *Server) namedEncoder(c *protocol.Call) (*encoder, error) {
	id := c.UUID("acs_encoder_id")
	if err := c.Err(); err != nil {
		return nil, err
	}
	if found, ok := s.encoders.Get(id); ok {
		return found, nil
	}
	return nil, problem.NotFound("acs_encoder")
}

func (s *Server) getEncoder(c *protocol.Call) (any, error) {
	found, err := s.namedEncoder(c)
	if err != nil {
		return nil, err
	}
	return s.viewEncoder(found), nil
}

func (s *Server) listEncoders(c *protocol.Call) (any, error) {
	systemID := c.UUID("acs_system_id")
	systemIDs, ids := c.UUIDs("acs_system_ids"), c.UUIDs("acs_encoder_ids")
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := s.encoders.Where(func(of *encoder) bool {
		return protocol.Equal(systemID, of.system.ID) &&
			protocol.Among(systemIDs, c.Given("acs_system_ids"), of.system.ID) &&
			protocol.Among(ids, c.Given("acs_encoder_ids"), of.ID)
	})
	return protocol.Paginate(page, found, s.viewEncoder)
}
