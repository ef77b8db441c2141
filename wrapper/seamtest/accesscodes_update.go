package seamtest

import (
	"maps"
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// updateAccessCode changes a code. The code shows the new values at once, and as pending until its
// device has been told.
func (s *Server) updateAccessCode(c *protocol.Call) (any, error) {
	startsAt, endsAt := c.UncheckedTime("starts_at"), c.UncheckedTime("ends_at")
	if err := c.Err(); err != nil {
		return nil, err
	}
	of, err := s.findAccessCode(c.UUID("access_code_id"))
	if err != nil {
		return nil, err
	}
	if !protocol.Equal(c.UUID("device_id"), of.device.ID) || of.removing {
		return nil, problem.NotFound("access_code")
	}
	after := *of
	after.retime(c, startsAt, endsAt)
	if err := s.checkUpdate(c, of, &after); err != nil {
		return nil, err
	}
	return attempted(s.change(of, after)), nil
}

// retime gives the code the validity that a request asks for: what it leaves out stays.
func (of *accessCode) retime(c *protocol.Call, startsAt, endsAt time.Time) {
	if !startsAt.IsZero() {
		of.startsAt = startsAt
	}
	if !endsAt.IsZero() {
		of.endsAt = endsAt
	}
	if c.Text("type") == "ongoing" {
		of.startsAt, of.endsAt = time.Time{}, time.Time{}
	}
}

func (s *Server) checkUpdate(c *protocol.Call, of, after *accessCode) error {
	if after.startsAt.IsZero() != after.endsAt.IsZero() || c.Text("type") == "time_bound" && after.endsAt.IsZero() {
		c.Wrong("", "Give both starts_at and ends_at")
	}
	if !after.endsAt.Equal(of.endsAt) || !after.startsAt.Equal(of.startsAt) {
		c.CheckWindow("ends_at", after.startsAt, after.endsAt, s.world.Now())
	}
	if of.offline && c.Given("code") {
		c.Wrong("code", "Not possible for an offline access code, which the device makes")
	}
	if err := c.Err(); err != nil {
		return err
	}
	if c.Given("name") {
		after.name = c.Text("name")
	}
	for _, field := range []string{"is_external_modification_allowed", "allow_external_modification"} {
		if external := c.Flag(field); external != nil {
			after.external = *external
		}
	}
	if !c.Given("code") {
		return nil
	}
	after.code, after.ID = c.Text("code"), of.ID
	return s.checkChangedCode(of, after)
}

// checkChangedCode is checkCode for a code that is there already.
func (s *Server) checkChangedCode(of, after *accessCode) error {
	before := of.code
	of.code = "" // it is no double of itself
	defer func() { of.code = before }()
	return s.checkCode(after, after.code)
}

// change makes a code what it is to be, and begins to tell its device.
func (s *Server) change(of *accessCode, after accessCode) *world.Attempt {
	requested := s.mutations(of, &after)
	after.mutations = slices.Concat(of.mutations, requested)
	before := *of
	*of = after
	s.emitRequested(of, requested)
	return s.setOnDevice(of, "UPDATE_ACCESS_CODE", func() {
		of.mutations = nil
		s.emitChanged(&before, of)
	})
}

// mutations are what is different between two states of a code.
func (s *Server) mutations(of, after *accessCode) []mutation {
	var found []mutation
	if of.code != after.code {
		found = append(found, s.mutation("updating_code", wire.Object{"code": of.code}, wire.Object{"code": after.code}))
	}
	if of.name != after.name {
		found = append(found, s.mutation("updating_name", wire.Object{"name": orNull(of.name)}, wire.Object{"name": orNull(after.name)}))
	}
	if !of.startsAt.Equal(after.startsAt) || !of.endsAt.Equal(after.endsAt) {
		found = append(found, s.mutation("updating_time_frame", of.timeFrame(), after.timeFrame()))
	}
	return found
}

func (of *accessCode) timeFrame() wire.Object {
	if of.endsAt.IsZero() {
		return wire.Object{"starts_at": nil, "ends_at": nil}
	}
	return wire.Object{"starts_at": wire.Time(of.startsAt), "ends_at": wire.Time(of.endsAt)}
}

// orNull is a text in an object of which each field has a value or is null.
func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func (s *Server) emitRequested(of *accessCode, requested []mutation) {
	if len(requested) == 0 {
		return
	}
	list := make([]wire.Object, len(requested))
	for i, m := range requested {
		list[i] = wire.Object{"mutation_code": m.MutationCode, "from": withoutNull(m.From), "to": withoutNull(m.To)}
	}
	s.world.Emit("access_code.mutations_requested", of.EventFields(), wire.Object{"requested_mutations": list})
}

// withoutNull leaves out what is null: the document allows no null in this event.
func withoutNull(fields wire.Object) wire.Object {
	kept := maps.Clone(fields)
	maps.DeleteFunc(kept, func(_ string, value any) bool { return value == nil })
	return kept
}

// changeEvents are the events of the mutations that are told one by one.
var changeEvents = map[string]string{
	"updating_code": "access_code.code_changed", "updating_name": "access_code.name_changed",
	"updating_time_frame": "access_code.time_frame_changed",
}

func (s *Server) emitChanged(before, after *accessCode) {
	s.world.Emit("access_code.changed", after.EventFields())
	for _, m := range s.mutations(before, after) {
		s.world.Emit(changeEvents[m.MutationCode], after.EventFields(), wire.Object{"description": "Changed by way of Seam", "from": m.From, "to": m.To})
	}
}

// deleteAccessCode begins to take a code off its device; it is there until the device has been told.
func (s *Server) deleteAccessCode(c *protocol.Call) (any, error) {
	of, err := s.findAccessCode(c.UUID("access_code_id"))
	if err != nil {
		return nil, err
	}
	if !protocol.Equal(c.UUID("device_id"), of.device.ID) {
		return nil, problem.NotFound("access_code")
	}
	return attempted(s.takeOff(of)), nil
}

func (s *Server) takeOff(of *accessCode) *world.Attempt {
	of.removing = true
	of.mutations = append(of.mutations, s.mutation("deleting", nil, nil))
	return s.places.BeginAt(of.device, "DELETE_ACCESS_CODE", func(string) error {
		s.codes.DeleteWhere(func(other *accessCode) bool { return other == of })
		if of.unmanaged {
			s.world.Emit("access_code.unmanaged.removed", of.EventFields())
			return nil
		}
		s.world.Emit("access_code.removed_from_device", of.EventFields())
		s.world.Emit("access_code.deleted", of.EventFields(), wire.Object{"code": of.code})
		return nil
	})
}
