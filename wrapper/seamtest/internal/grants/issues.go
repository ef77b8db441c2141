package grants

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// errorsOf returns the errors of a grant: for requests without an access method, and for devices without an
// access code.
func (a *Area) errorsOf(requests []*request) []wire.Object {
	errors := []wire.Object{}
	for _, r := range requests {
		unmet := wire.Object{
			"created_at": wire.Time(r.createdAt), "error_code": "cannot_create_requested_access_methods",
			"message": "Nothing that the grant gives access to opens with a requested access method",
		}
		if r.method != nil {
			missing := a.devicesWithoutCode(r)
			if len(missing) == 0 {
				continue
			}
			unmet["message"], unmet["missing_device_ids"] = "Some devices have no PIN left", missing
		}
		errors = append(errors, unmet)
	}
	return errors
}

// devicesWithoutCode returns the IDs of the devices that lack the access code of a method.
func (a *Area) devicesWithoutCode(r *request) []string {
	if r.mode != "code" || !a.isMet(r) {
		return nil
	}
	var ids []string
	for _, blank := range a.blankCodes(r.method.grant) {
		if r.method.codeOn(blank.Device) == nil {
			ids = append(ids, blank.Device.ID)
		}
	}
	return ids
}

// emitUnmet emits an event if requested access methods were not created, or lack an access code.
func (a *Area) emitUnmet(g *Grant, added []*request) {
	errors := a.errorsOf(added)
	if len(errors) == 0 {
		return
	}
	a.world.Emit("access_grant.could_not_create_requested_access_methods", g.eventFields(), wire.Object{
		"error_message": errors[0]["message"], "missing_device_ids": errors[0]["missing_device_ids"],
	})
}

// warningsOf returns the warnings of a grant: for devices that accept no codes, and for devices with another
// code than the requested one.
func (a *Area) warningsOf(g *Grant) []wire.Object {
	warnings := []wire.Object{}
	for _, r := range g.requests {
		if r.mode != "code" {
			continue
		}
		for _, d := range a.devicesOf(g) {
			if !takesCodes(d) {
				warnings = append(warnings, wire.Object{
					"created_at": wire.Time(r.createdAt), "device_id": d.ID,
					"message": "The device takes no access codes", "warning_code": "device_does_not_support_access_codes",
				})
			}
		}
		warnings = append(warnings, r.codeWarnings()...)
	}
	return warnings
}

// replacedPIN is implemented by addCode and codeWarnings.
var replacedPIN = rules.Rule{
	Name:       "A requested PIN that a device does not take is replaced there, with the warning requested_code_unavailable",
	Page:       "use-cases/granting-access/creating-an-access-grant",
	Operations: []string{"/access_grants/create", "/access_grants/request_access_methods"},
	Test:       "TestGrantWarnings",
}

func (r *request) codeWarnings() []wire.Object {
	if r.code == "" || r.method == nil {
		return nil
	}
	var warnings []wire.Object
	for _, cd := range r.method.liveCodes() {
		if cd.PIN != r.code {
			warnings = append(warnings, wire.Object{
				"created_at": wire.Time(cd.CreatedAt), "device_id": cd.Device.ID,
				"original_code": r.code, "new_code": cd.PIN,
				"message": "The device could not take the requested code", "warning_code": "requested_code_unavailable",
			})
		}
	}
	return warnings
}
