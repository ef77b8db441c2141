package seamtest

import (
	"maps"
	"slices"
	"time"
)

// updateAccessCode changes a code. The code shows the new values at once, and as pending until its
// device has been told.
func (s *Server) updateAccessCode(c *call) (answer, *refusal) {
	startsAt, endsAt := c.looseTime("starts_at"), c.looseTime("ends_at")
	if no := c.refusal(); no != nil {
		return nil, no
	}
	of, no := s.findAccessCode(c.uuid("access_code_id"))
	if no != nil {
		return nil, no
	}
	if !equals(c.uuid("device_id"), of.device.id) || of.removing {
		return nil, notFound("access_code")
	}
	after := *of
	after.retime(c, startsAt, endsAt)
	if no := s.checkUpdate(c, of, &after); no != nil {
		return nil, no
	}
	return attempted(s.change(of, after)), nil
}

// retime gives the code the validity that a request asks for: what it leaves out stays.
func (of *accessCode) retime(c *call, startsAt, endsAt time.Time) {
	if !startsAt.IsZero() {
		of.startsAt = startsAt
	}
	if !endsAt.IsZero() {
		of.endsAt = endsAt
	}
	if c.text("type") == "ongoing" {
		of.startsAt, of.endsAt = time.Time{}, time.Time{}
	}
}

func (s *Server) checkUpdate(c *call, of, after *accessCode) *refusal {
	if after.startsAt.IsZero() != after.endsAt.IsZero() || c.text("type") == "time_bound" && after.endsAt.IsZero() {
		c.wrong("", "Give both starts_at and ends_at")
	}
	if !after.endsAt.Equal(of.endsAt) || !after.startsAt.Equal(of.startsAt) {
		c.window("ends_at", after.startsAt, after.endsAt, s.instant())
	}
	if of.offline && c.given("code") {
		c.wrong("code", "Not possible for an offline access code, which the device makes")
	}
	if no := c.refusal(); no != nil {
		return no
	}
	if c.given("name") {
		after.name = c.text("name")
	}
	for _, field := range []string{"is_external_modification_allowed", "allow_external_modification"} {
		if external := c.flag(field); external != nil {
			after.external = *external
		}
	}
	if !c.given("code") {
		return nil
	}
	after.code, after.id = c.text("code"), of.id
	return s.checkChangedCode(of, after)
}

// checkChangedCode is checkCode for a code that is there already.
func (s *Server) checkChangedCode(of, after *accessCode) *refusal {
	before := of.code
	of.code = "" // it is no double of itself
	defer func() { of.code = before }()
	return s.checkCode(after, after.code)
}

// change makes a code what it is to be, and begins to tell its device.
func (s *Server) change(of *accessCode, after accessCode) *attempt {
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
		found = append(found, s.mutation("updating_code", answer{"code": of.code}, answer{"code": after.code}))
	}
	if of.name != after.name {
		found = append(found, s.mutation("updating_name", answer{"name": orNull(of.name)}, answer{"name": orNull(after.name)}))
	}
	if !of.startsAt.Equal(after.startsAt) || !of.endsAt.Equal(after.endsAt) {
		found = append(found, s.mutation("updating_time_frame", of.timeFrame(), after.timeFrame()))
	}
	return found
}

func (of *accessCode) timeFrame() answer {
	if of.endsAt.IsZero() {
		return answer{"starts_at": nil, "ends_at": nil}
	}
	return answer{"starts_at": timestamp(of.startsAt), "ends_at": timestamp(of.endsAt)}
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
	list := make([]answer, len(requested))
	for i, m := range requested {
		list[i] = answer{"mutation_code": m.MutationCode, "from": withoutNull(m.From), "to": withoutNull(m.To)}
	}
	s.emit("access_code.mutations_requested", of.ids(), answer{"requested_mutations": list})
}

// withoutNull leaves out what is null: the document allows no null in this event.
func withoutNull(fields answer) answer {
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
	s.emit("access_code.changed", after.ids())
	for _, m := range s.mutations(before, after) {
		s.emit(changeEvents[m.MutationCode], after.ids(), answer{"description": "Changed by way of Seam", "from": m.From, "to": m.To})
	}
}

// deleteAccessCode begins to take a code off its device; it is there until the device has been told.
func (s *Server) deleteAccessCode(c *call) (answer, *refusal) {
	of, no := s.findAccessCode(c.uuid("access_code_id"))
	if no != nil {
		return nil, no
	}
	if !equals(c.uuid("device_id"), of.device.id) {
		return nil, notFound("access_code")
	}
	return attempted(s.takeOff(of)), nil
}

func (s *Server) takeOff(of *accessCode) *attempt {
	of.removing = true
	of.mutations = append(of.mutations, s.mutation("deleting", nil, nil))
	return s.beginAt(of.device, "DELETE_ACCESS_CODE", func(string) *mishap {
		s.codes.remove(func(other *accessCode) bool { return other == of })
		if of.unmanaged {
			s.emit("access_code.unmanaged.removed", of.ids())
			return nil
		}
		s.emit("access_code.removed_from_device", of.ids())
		s.emit("access_code.deleted", of.ids(), answer{"code": of.code})
		return nil
	})
}
