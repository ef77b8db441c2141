package document

import "strings"

// eitherOf lists the requests of which the document makes a choice between fields, and the fields:
// exactly one must be given. The choice is a oneOf in Seam's document, which the normalised document
// merges into one request; a test compares the two.
var eitherOf = map[string][]string{
	"/access_grants/create":   {"user_identity_id", "user_identity"},
	"/access_grants/get":      {"access_grant_id", "access_grant_key"},
	"/access_methods/delete":  {"access_method_id", "access_grant_id", "reservation_key"},
	"/acs/encoders/list":      {"acs_system_id", "acs_system_ids", "acs_encoder_ids"},
	"/connected_accounts/get": {"connected_account_id", "email"},
	"/spaces/get":             {"space_id", "space_key"},
	"/user_identities/get":    {"user_identity_id", "user_identity_key"},
}

// alternatives returns a problem unless exactly one field of a choice is given.
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
