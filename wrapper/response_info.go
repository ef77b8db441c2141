package seam

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/seam-go/seam/wrapper/internal/rest"
)

// ResponseInfo describes the response to a call. Pass a pointer to [CallInfo] to get one.
type ResponseInfo struct {
	// Response is the last response, or nil if none arrived. Its Body is in memory: it can be read
	// and need not be closed. Its Request is nil, because a request holds the API key or token.
	Response *http.Response
	// RequestID identifies the request to Seam's support.
	RequestID string
	// Attempts is the number of requests that the call sent.
	Attempts int
	// Malformed lists the values that did not fit the result and are missing from it. Those of a
	// credential's metadata are in Unknown of the metadata instead. The list is limited; see
	// [MalformedValue].
	Malformed []MalformedValue
}

// OmitsItems reports whether items of a list are missing from the result, because they were null or could not
// be decoded. It also returns true if there were more malformed values than Malformed can hold.
func (i *ResponseInfo) OmitsItems() bool {
	return slices.ContainsFunc(i.Malformed, func(v MalformedValue) bool { return v.isItem() || v.isRest() })
}

// MalformedFields returns the malformed values that hide one of the fields, in any item of a list. Such a value is
// the field itself, one of its items, or an object or item that contains it. Name a field by its path without
// indexes, such as "acs_credentials.ends_at". If there were more malformed values than Malformed can hold, the
// result has the entry that counts them.
//
// A program that concludes from a list that something does not exist checks the fields by which it would
// recognize it:
//
//	hidden := info.MalformedFields("acs_credentials.acs_user_id", "acs_credentials.ends_at")
//	if len(hidden) > 0 {
//		return fmt.Errorf("cannot tell what exists: %v", hidden)
//	}
func (i *ResponseInfo) MalformedFields(fields ...string) []MalformedValue {
	return hiding(i.Malformed, fields...)
}

// maxMalformed limits the malformed values that are kept for a list of many pages.
const maxMalformed = 10_000

// reset clears the info before a call. Each page of a list is a call; continued is true for those
// after the first, which keep the malformed values of the earlier pages.
func (i *ResponseInfo) reset(continued bool) {
	fresh := ResponseInfo{}
	if continued {
		fresh.Malformed = i.Malformed
	}
	*i = fresh
}

// fill adds the result of a call.
func (i *ResponseInfo) fill(result *rest.Result) {
	i.Response, i.RequestID, i.Attempts = result.Response, result.RequestID, result.Attempts
	values, left := result.Malformed, maxMalformed-len(i.Malformed)
	cut := len(values) > left
	if cut {
		values = values[:max(left-1, 0)]
	}
	for _, v := range values {
		i.Malformed = append(i.Malformed, MalformedValue(v))
	}
	if cut && left > 0 {
		i.Malformed = append(i.Malformed, MalformedValue{Path: "… and more, on this page and later ones"})
	}
}

// String leaves out the response, which may hold a PIN. Malformed values are named by their paths.
func (i ResponseInfo) String() string {
	return fmt.Sprintf("request %q, attempts %d, malformed %v", i.RequestID, i.Attempts, i.Malformed)
}

// MalformedValue is a value of a response that does not fit its Go type, such as an invalid date,
// or a null in a list. The value is missing from the result, with one exception: a value that could
// be converted, but may have lost something, such as a number where text belongs or a time without
// a zone, is in the result. The Raw of an event or action attempt has the converted value or null
// in its place.
//
// At most 1,000 values of a response are reported. The path of the last one, such as "… 234 more",
// then counts the remaining values. Long paths are shortened.
type MalformedValue struct {
	// Path leads to the value, such as "acs_credentials[3].created_at". For a page whose pagination
	// contradicts itself, such as a cursor together with "has_next_page": false, it begins with
	// "pagination:" and gives the reason.
	Path string
	// Raw is the value as Seam sent it; nil if it is longer than 4 KiB, and for contradictory
	// pagination.
	Raw json.RawMessage
}

// isItem reports whether the value is an item of the list that the response holds: "devices[3]", but not
// "devices[3].errors[0]".
func (v MalformedValue) isItem() bool {
	_, index, _ := strings.Cut(v.Path, "[")
	return index != "" && strings.Index(index, "]") == len(index)-1
}

// index returns the index of the item of the list that is or contains the value.
func (v MalformedValue) index() (index int, ok bool) {
	_, text, _ := strings.Cut(v.Path, "[")
	text, _, _ = strings.Cut(text, "]")
	index, err := strconv.Atoi(text)
	return index, err == nil
}

// isRest reports whether the value stands for all values after the limit.
func (v MalformedValue) isRest() bool { return strings.HasPrefix(v.Path, "…") }

// String returns the path without the value, which may be a PIN.
func (v MalformedValue) String() string { return v.Path }
