package decode

import "slices"

// Flag is the value of a boolean member that may be missing or unusable.
type Flag uint8

// The states of a [Flag].
const (
	// Absent is also the value for null.
	Absent Flag = iota
	True
	False
	// Other is a value that is not a boolean, or two values that contradict each other.
	Other
)

// Verdict describes a response: whether it is a success of Seam's, and the values that do not fit. Names
// of members match in any case, as in encoding/json.
type Verdict struct {
	// OK is the member "ok".
	OK Flag
	// Error is true if the member "error" is an object, the form of Seam's errors.
	Error bool
	// Refusal is true if the member "error" is anything but null.
	Refusal bool
	// Result is true if a member other than "ok", "error" and "pagination" was decoded into the target
	// and is not null.
	Result bool
	// Malformed lists the values that do not fit, or were guessed, in the order in which they arrived.
	Malformed []Malformed
}

// Accepted reports whether the response is a success of Seam's.
//
// A status of 200 proves nothing: a captive portal, a proxy or another service may have sent it. Seam's
// responses have "ok": true. Without "ok", the promised result counts as proof.
func (v *Verdict) Accepted() bool {
	switch v.OK {
	case True:
		return !v.Error
	case Absent:
		return v.Result && !v.Refusal
	default:
		return false
	}
}

// The folded names of the members that are not the result.
const (
	okKey         = "OK"
	errorKey      = "ERROR"
	paginationKey = "PAGINATION"
)

// judge records a member of the response in the verdict. begin is the first byte of its value.
func (r *reader) judge(key []byte, begin byte) {
	v := &r.verdict
	folded := fold(key)
	switch folded {
	case okKey:
		v.setOK(begin)
	case errorKey:
		v.Error = v.Error || begin == '{'
		v.Refusal = v.Refusal || begin != 'n'
	case paginationKey:
	default:
		r.hasOther = r.hasOther || begin != 'n'
		if r.resultKey != "" && folded == r.resultKey {
			v.Result = begin != 'n'
		}
	}
}

func (v *Verdict) setOK(begin byte) {
	flag := Other
	switch begin {
	case 'n':
		return
	case 't':
		flag = True
	case 'f':
		flag = False
	}
	if v.OK != Absent && v.OK != flag {
		flag = Other
	}
	v.OK = flag
}

// recordMember records that a member of the response was decoded into the target.
func (r *reader) recordMember(key []byte, null bool) {
	if !null && !r.verdict.Result {
		r.verdict.Result = isResult(key)
	}
}

// recordField records that a member of the response was decoded into a field. A later null empties some
// fields again.
func (r *reader) recordField(f *field, null bool) {
	switch {
	case !isResult(f.name):
	case null && f.plan.kind.isNilable():
		r.results = slices.DeleteFunc(r.results, func(old *field) bool { return old == f })
	case !null && !slices.Contains(r.results, f):
		r.results = append(r.results, f)
	}
	r.verdict.Result = len(r.results) > 0
}

func isResult(key []byte) bool {
	switch fold(key) {
	case okKey, errorKey, paginationKey:
		return false
	default:
		return true
	}
}
