package seam

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

// MalformedError reports that a response proves nothing, because values that had to be compared are malformed.
// A credential that [CredentialsService.Matching] did not yield may exist, and a resource that has the key of a
// creation may be the requested one or another. Look at the resources before you create anything again, for
// example in the Seam Console. Malformed values that are not compared cause no error.
//
// A wait goes on after such a response. If its context ends, the [*WaitError] wraps a MalformedError.
type MalformedError struct {
	// Operation is the path of the operation that responded, such as "/acs/credentials/list".
	Operation string
	// IDs are the IDs of the resources that have these values. An item that could not be decoded has none.
	IDs []string
	// Values are the malformed values.
	Values []MalformedValue
}

// Error returns one line with the operation and the paths of the values. It leaves out the values, which may
// be PINs.
func (e *MalformedError) Error() string {
	paths := make([]string, len(e.Values))
	for i, v := range e.Values {
		paths[i] = v.Path
	}
	text := "seam: POST " + e.Operation + ": the response proves nothing, because values to compare are malformed: " +
		strings.Join(paths, ", ")
	if len(e.IDs) > 0 {
		text += "; look at " + strings.Join(e.IDs, ", ")
	}
	return redact.OneLine(text)
}

// checkMalformed returns a [*MalformedError] if one of the values hides one of the fields of a resource.
func checkMalformed(operation, id string, values []MalformedValue, fields ...string) error {
	if hidden := hiding(values, fields...); len(hidden) > 0 {
		return &MalformedError{Operation: operation, IDs: []string{id}, Values: hidden}
	}
	return nil
}

func isMalformed(err error) bool {
	_, is := errors.AsType[*MalformedError](err)
	return is
}

// add adds the values that hide something about a resource. id is "" if it is unknown.
func (e *MalformedError) add(id string, values []MalformedValue) {
	if len(values) > 0 && id != "" {
		e.IDs = append(e.IDs, id)
	}
	e.Values = append(e.Values, values...)
}

// MarshalJSON encodes the text of the error.
func (e *MalformedError) MarshalJSON() ([]byte, error) { return json.Marshal(e.Error()) }

// keepMalformed appends the malformed values of each response to a list. It works beside the CallInfo of the
// user.
func keepMalformed(to *[]MalformedValue) gen.CallOption {
	return callOption(func(s *callSettings) error {
		s.malformed = to
		return nil
	})
}

// withOption returns a copy of the options with one more.
func withOption(opts []gen.CallOption, opt gen.CallOption) []gen.CallOption {
	return append(slices.Clip(opts), opt)
}

// hiding returns the values that hide one of the fields; see [ResponseInfo.MalformedFields].
func hiding(values []MalformedValue, fields ...string) []MalformedValue {
	var found []MalformedValue
	for _, v := range values {
		if slices.ContainsFunc(fields, func(field string) bool { return v.isRest() || v.hides(field) }) {
			found = append(found, v)
		}
	}
	return found
}

// hides reports whether the value is the field, or an object or list that contains it.
func (v MalformedValue) hides(field string) bool {
	path, more := v.Path, true
	for more {
		var part, name string
		part, path, more = strings.Cut(path, ".")
		name, field, _ = strings.Cut(field, ".")
		part, _, _ = strings.Cut(part, "[")
		if !strings.EqualFold(part, name) { // The decoder ignores case, too.
			return false
		}
	}
	return true
}
