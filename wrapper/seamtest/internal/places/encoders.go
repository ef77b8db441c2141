package places

import (
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Encoder is a device that writes and reads cards. The cards belong to package credentials.
type Encoder struct {
	world.Record

	System  *System
	Name    string
	Offline bool

	number    string // the number with which a Hotek system reports it
	removedAt time.Time
}

// AddEncoder puts an encoder into its access system.
func (a *Area) AddEncoder(added *Encoder) *Encoder {
	if added.Name == "" {
		added.Name = a.Encoders.NextName("Encoder")
	}
	a.Encoders.Insert(added)
	a.world.Emit("acs_encoder.added", added.System.EventFields(), wire.Object{"acs_encoder_id": added.ID})
	return added
}

// RemoveEncoder removes an encoder from its access system. Seam still lists it, with an error.
func (a *Area) RemoveEncoder(gone *Encoder) {
	if !gone.removedAt.IsZero() {
		return
	}
	gone.removedAt = a.world.Now()
	a.world.Emit("acs_encoder.removed", gone.System.EventFields(), wire.Object{"acs_encoder_id": gone.ID})
}

// Unreachable returns the type of an action error if an encoder cannot be reached, else "".
func (a *Area) Unreachable(e *Encoder) string {
	switch {
	case !a.Accounts.Holds(e.System.Account) || e.System.Account.Disconnected:
		return "bridge_disconnected"
	case e.Offline || !e.removedAt.IsZero():
		return "encoder_not_online"
	}
	return ""
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

func (a *Area) viewEncoder(e *Encoder) encoderView {
	view := encoderView{
		ACSEncoderID:       e.ID,
		ACSSystemID:        e.System.ID,
		ConnectedAccountID: e.System.Account.ID,
		CreatedAt:          wire.Time(e.CreatedAt),
		DisplayName:        e.Name,
		Errors:             wire.NoIssues,
		WorkspaceID:        a.world.WorkspaceID,
	}
	if !e.removedAt.IsZero() {
		view.Errors = []wire.Issue{{
			CreatedAt: wire.Time(e.removedAt),
			ErrorCode: "acs_encoder_removed",
			Message:   "The encoder is no longer part of the access system",
		}}
	}
	return view
}

// NamedEncoder returns the encoder whose ID a request has. Call it after reading all other parameters,
// because it also returns their errors.
func (a *Area) NamedEncoder(c *protocol.Call) (*Encoder, error) {
	id := c.UUID("acs_encoder_id")
	if err := c.Err(); err != nil {
		return nil, err
	}
	return a.Encoders.Find(id)
}

func (a *Area) getEncoder(c *protocol.Call) (any, error) {
	found, err := a.NamedEncoder(c)
	if err != nil {
		return nil, err
	}
	return a.viewEncoder(found), nil
}

func (a *Area) listEncoders(c *protocol.Call) (any, error) {
	systemID := c.UUID("acs_system_id")
	systemIDs, ids := c.UUIDs("acs_system_ids"), c.UUIDs("acs_encoder_ids")
	page := c.Page(500)
	if err := c.Err(); err != nil {
		return nil, err
	}
	found := a.Encoders.Where(func(e *Encoder) bool {
		return protocol.Equal(systemID, e.System.ID) &&
			protocol.Among(systemIDs, c.Given("acs_system_ids"), e.System.ID) &&
			protocol.Among(ids, c.Given("acs_encoder_ids"), e.ID)
	})
	return protocol.Paginate(page, found, a.viewEncoder)
}
