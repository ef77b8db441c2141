package codes

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// updateCode changes a code. Responses show the new values at once, and list them as pending mutations
// until the device has them.
func (a *Area) updateCode(c *protocol.Call) (any, error) {
	startsAt, endsAt := c.UncheckedTime("starts_at"), c.UncheckedTime("ends_at")
	if err := c.Err(); err != nil {
		return nil, err
	}
	cd, err := a.named(c, false)
	if err != nil {
		return nil, err
	}
	if cd.Removing {
		return nil, problem.NotFound("access_code")
	}
	after := *cd
	after.changeTimes(c, startsAt, endsAt)
	if err := a.readChange(c, cd, &after); err != nil {
		return nil, err
	}
	return a.Change(cd, after).View(), nil
}

// changeTimes sets the times of a code that a request has, and leaves the others unchanged.
func (cd *Code) changeTimes(c *protocol.Call, startsAt, endsAt time.Time) {
	if !startsAt.IsZero() {
		cd.StartsAt = startsAt
	}
	if !endsAt.IsZero() {
		cd.EndsAt = endsAt
	}
	if c.Text("type") == "ongoing" {
		cd.StartsAt, cd.EndsAt = time.Time{}, time.Time{}
	}
}

// readChange sets the other fields that a request has in after, the changed copy of a code.
func (a *Area) readChange(c *protocol.Call, cd, after *Code) error {
	if after.StartsAt.IsZero() != after.EndsAt.IsZero() || c.Text("type") == "time_bound" && after.EndsAt.IsZero() {
		c.Wrong("", bothTimes.Message)
	}
	if !after.hasTimesOf(cd) {
		c.CheckWindow("ends_at", after.StartsAt, after.EndsAt, a.world.Now())
	}
	if err := cmp.Or(c.Err(), cd.checkChangeable()); err != nil {
		return err
	}
	if c.Given("name") {
		after.Name = c.Text("name")
	}
	for _, field := range []string{"is_external_modification_allowed", "allow_external_modification"} {
		if external := c.Flag(field); external != nil {
			after.external = *external
		}
	}
	if err := a.checkName(after); err != nil {
		return err
	}
	if !after.StartsAt.Equal(cd.StartsAt) {
		if err := a.checkStart(after); err != nil {
			return err
		}
	}
	if !c.Given("code") {
		return nil
	}
	if err := checkGivenPIN(cd.Device); err != nil {
		return err
	}
	after.PIN = c.Text("code")
	return a.Check(after, after.PIN)
}

func (cd *Code) hasTimesOf(other *Code) bool {
	return cd.StartsAt.Equal(other.StartsAt) && cd.EndsAt.Equal(other.EndsAt)
}

// Retime begins to change the validity of a code to that of another.
func (a *Area) Retime(cd, as *Code) {
	if cd.hasTimesOf(as) {
		return
	}
	after := *cd
	after.StartsAt, after.EndsAt = as.StartsAt, as.EndsAt
	a.Change(cd, after)
}

// Change begins to change a code on its device.
func (a *Area) Change(cd *Code, after Code) *world.Attempt {
	requested := a.mutations(cd, &after)
	after.mutations = slices.Concat(cd.mutations, requested)
	before := *cd
	*cd = after
	a.emitRequested(cd, requested)
	return a.beginSetting(cd, "UPDATE_ACCESS_CODE", func() {
		cd.mutations = nil
		a.emitChanged(&before, cd)
	})
}

// mutation is a change of a code that the device does not have yet.
type mutation struct {
	CreatedAt    string      `json:"created_at"`
	From         wire.Object `json:"from,omitzero"`
	Message      string      `json:"message"`
	MutationCode string      `json:"mutation_code"`
	To           wire.Object `json:"to,omitzero"`
}

func (a *Area) mutation(code string, from, to wire.Object) mutation {
	return mutation{CreatedAt: wire.Time(a.world.Now()), From: from, Message: "Seam is telling the device", MutationCode: code, To: to}
}

// mutations returns the differences between a code and its changed copy.
func (a *Area) mutations(cd, after *Code) []mutation {
	var found []mutation
	if cd.PIN != after.PIN {
		found = append(found, a.mutation("updating_code", wire.Object{"code": cd.PIN}, wire.Object{"code": after.PIN}))
	}
	if cd.Name != after.Name {
		found = append(found, a.mutation("updating_name", cd.nameField(), after.nameField()))
	}
	if !cd.hasTimesOf(after) {
		found = append(found, a.mutation("updating_time_frame", cd.timeFields(), after.timeFields()))
	}
	return found
}

func (cd *Code) nameField() wire.Object {
	if cd.Name == "" {
		return wire.Object{"name": nil}
	}
	return wire.Object{"name": cd.Name}
}

func (cd *Code) timeFields() wire.Object {
	if cd.EndsAt.IsZero() {
		return wire.Object{"starts_at": nil, "ends_at": nil}
	}
	return wire.Object{"starts_at": wire.Time(cd.StartsAt), "ends_at": wire.Time(cd.EndsAt)}
}

func (a *Area) emitRequested(cd *Code, requested []mutation) {
	if len(requested) == 0 {
		return
	}
	list := wire.Views(requested, func(m mutation) wire.Object {
		return wire.Object{"mutation_code": m.MutationCode, "from": withoutNull(m.From), "to": withoutNull(m.To)}
	})
	a.world.Emit("access_code.mutations_requested", cd.EventFields(), wire.Object{"requested_mutations": list})
}

// withoutNull omits fields that are null, because Seam's document allows no null in this event.
func withoutNull(fields wire.Object) wire.Object {
	kept := maps.Clone(fields)
	maps.DeleteFunc(kept, func(_ string, value any) bool { return value == nil })
	return kept
}

// changeEvents maps each mutation code to its event.
var changeEvents = map[string]string{
	"updating_code": "access_code.code_changed", "updating_name": "access_code.name_changed",
	"updating_time_frame": "access_code.time_frame_changed",
}

func (a *Area) emitChanged(before, after *Code) {
	a.world.Emit("access_code.changed", after.EventFields())
	for _, m := range a.mutations(before, after) {
		a.world.Emit(changeEvents[m.MutationCode], after.EventFields(), wire.Object{"description": "Changed by way of Seam", "from": m.From, "to": m.To})
	}
}
