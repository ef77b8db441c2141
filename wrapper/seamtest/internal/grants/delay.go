package grants

import (
	"cmp"

	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// delays is implemented by delayOf and announceDelay.
var delays = rules.Rule{
	Name:       "An access method that a device cannot be given has a warning, and from the start of its grant an error",
	Page:       "api/access_methods/events",
	Operations: []string{"/access_methods/get", "/access_methods/list"},
	Test:       "TestDelayInIssuing",
}

// delayOf returns an issue if a method is not issued because a device cannot be reached: a warning before
// the start of the grant, and an error after it. It returns the zero value for all other methods.
func (a *Area) delayOf(m *Method) wire.Issue {
	if a.isIssued(m) {
		return wire.Issue{}
	}
	for _, cd := range m.liveCodes() {
		if len(cd.Errors) == 0 {
			continue
		}
		delay := wire.Issue{CreatedAt: cd.Errors[0].CreatedAt, Message: "A device cannot be reached"}
		if a.world.Now().Before(m.grant.startsAt) {
			delay.WarningCode = "delay_in_issuing"
		} else {
			delay.ErrorCode = "failed_to_issue"
		}
		return delay
	}
	return wire.Issue{}
}

// announceDelay emits an event if a method has a new warning or error.
func (a *Area) announceDelay(m *Method) {
	delay := a.delayOf(m)
	code := cmp.Or(delay.WarningCode, delay.ErrorCode)
	if code != "" && code != m.announcedDelay {
		a.world.Emit("access_method."+code, m.eventFields())
	}
	m.announcedDelay = code
}
