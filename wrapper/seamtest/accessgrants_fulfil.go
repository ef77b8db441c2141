package seamtest

import (
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/places"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// doorsOf lists the entrances that a grant gives access to, also by way of its spaces.
func (s *Server) doorsOf(of *accessGrant) []*places.Entrance {
	return s.places.Entrances.Where(func(e *places.Entrance) bool { return slices.Contains(of.doors, e) || of.hasSpace(e.Spaces) })
}

func (s *Server) devicesOf(of *accessGrant) []*places.Device {
	return s.places.Devices.Where(func(d *places.Device) bool {
		return d.IsManaged() && (slices.Contains(of.devices, d) || of.hasSpace(d.Spaces))
	})
}

// hasSpace reports whether one of these spaces is among those of the grant.
func (of *accessGrant) hasSpace(spaces []*places.Space) bool {
	return slices.ContainsFunc(spaces, func(in *places.Space) bool { return slices.Contains(of.spaceIDs, in.ID) })
}

// fulfil makes the access methods of a grant what they are to be now: it follows the places and the
// time of the grant. A method that was deleted stays away.
func (s *Server) fulfil(of *accessGrant) {
	for _, request := range of.requests {
		if request.method == nil && s.possible(of, request.mode) {
			s.newMethod(of, request)
		}
		if request.method != nil && s.methodExists(request.method) {
			s.provide(request.method)
		}
	}
	s.syncPhones()
	s.noteIssued()
}

// fulfilAll follows a change of the places that there are.
func (s *Server) fulfilAll() {
	for _, of := range s.grants.All() {
		s.fulfil(of)
	}
}

// possible tells whether an access method can open any of the grant's places: an entrance opens with
// each, a device with codes if it takes them.
func (s *Server) possible(of *accessGrant, mode string) bool {
	return len(s.doorsOf(of)) > 0 || mode == "code" && slices.ContainsFunc(s.devicesOf(of), takesCodes)
}

func takesCodes(of *places.Device) bool { return of.Can["program_online_access_codes"] }

const unfulfilled = "Nothing that the grant gives access to opens with a requested access method"

// grantErrors tells which requests came to nothing, and which devices were left out.
func (s *Server) grantErrors(of *accessGrant) []wire.Object {
	errors := []wire.Object{}
	for _, request := range of.requests {
		why := wire.Object{"created_at": wire.Time(request.CreatedAt), "error_code": "cannot_create_requested_access_methods", "message": unfulfilled}
		if request.method != nil {
			missing := s.withoutCode(request.method)
			if len(missing) == 0 {
				continue
			}
			why["message"], why["missing_device_ids"] = "Some devices have no PIN left", missing
		}
		errors = append(errors, why)
	}
	return errors
}

// withoutCode lists the devices on which a method should have an access code and has none.
func (s *Server) withoutCode(of *accessMethod) []string {
	var ids []string
	if of.mode != "code" || !s.methodExists(of) {
		return nil
	}
	has := s.codesOf(of)
	for _, blank := range s.blankCodes(of.grant) {
		if !slices.ContainsFunc(has, func(code *accessCode) bool { return code.device == blank.device }) {
			ids = append(ids, blank.device.ID)
		}
	}
	return ids
}

// emitUnfulfilled tells once of requests that came to nothing, all or in part.
func (s *Server) emitUnfulfilled(of *accessGrant, added []*accessRequest) {
	errors := s.grantErrors(&accessGrant{requests: added})
	if len(errors) == 0 {
		return
	}
	s.world.Emit("access_grant.could_not_create_requested_access_methods", of.EventFields(), wire.Object{
		"error_message": errors[0]["message"], "missing_device_ids": errors[0]["missing_device_ids"],
	})
}

// grantWarnings tells which devices take no code, and which took another than was wished for.
func (s *Server) grantWarnings(of *accessGrant) []wire.Object {
	warnings := []wire.Object{}
	for _, request := range of.requests {
		if request.mode != "code" {
			continue
		}
		for _, at := range s.devicesOf(of) {
			if !takesCodes(at) {
				warnings = append(warnings, wire.Object{
					"created_at": wire.Time(request.CreatedAt), "device_id": at.ID,
					"message": "The device takes no access codes", "warning_code": "device_does_not_support_access_codes",
				})
			}
		}
		warnings = append(warnings, s.codeWarnings(request)...)
	}
	return warnings
}

func (s *Server) codeWarnings(of *accessRequest) []wire.Object {
	var warnings []wire.Object
	if of.code == "" || of.method == nil {
		return nil
	}
	for _, code := range s.codesOf(of.method) {
		if code.code != of.code {
			warnings = append(warnings, wire.Object{
				"created_at": wire.Time(code.CreatedAt), "device_id": code.device.ID,
				"original_code": of.code, "new_code": code.code,
				"message": "The device could not take the requested code", "warning_code": "requested_code_unavailable",
			})
		}
	}
	return warnings
}
