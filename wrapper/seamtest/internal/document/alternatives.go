package document

import "strings"

// eitherOf lists, for some operations, fields of which a request must give exactly one. In Seam's
// document this is a oneOf, but the normalised document merges its variants into one object. A test
// compares this list with Seam's document.
var eitherOf = map[string][]string{
	"/access_grants/create":   {"user_identity_id", "user_identity"},
	"/access_grants/get":      {"access_grant_id", "access_grant_key"},
	"/access_methods/delete":  {"access_method_id", "access_grant_id", "reservation_key"},
	"/acs/encoders/list":      {"acs_system_id", "acs_system_ids", "acs_encoder_ids"},
	"/connected_accounts/get": {"connected_account_id", "email"},
	"/spaces/get":             {"space_id", "space_key"},
	"/user_identities/get":    {"user_identity_id", "user_identity_key"},
}

// alternatives returns a problem if the operation is in eitherOf and not exactly one of its fields is
// given.
func (op *Operation) alternatives(params map[string]any) []Problem {
	fields, choice := eitherOf[op.Path]
	if !choice {
		return nil
	}
	given := 0
	for _, field := range fields {
		if _, ok := params[field]; ok {
			given++
		}
	}
	if given == 1 {
		return nil
	}
	last := len(fields) - 1
	return []Problem{{Text: "Give exactly one of " + strings.Join(fields[:last], ", ") + " and " + fields[last]}}
}
