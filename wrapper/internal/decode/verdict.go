package decode

import "slices"

// Flag is a boolean member that may be missing or unusable.
type Flag uint8

// The states of a [Flag].
const (
	// Absent stands for null, too.
	Absent Flag = iota
	True
	False
	// Other is a value that is no boolean, or two values that contradict each other.
	Other
)

// Verdict is what a response says about itself. Keys are compared without regard to case,
// as encoding/json does.
type Verdict struct {
	// OK is the member "ok".
	OK Flag
	// Error is true if there is a member "error" that is an object, the form of Seam's
	// errors.
	Error bool
	// Refusal is true if there is a member "error" that is not null.
	Refusal bool
	// Result is true if some other member than "ok", "error" and "pagination" was read
	// into the target and is not null.
	Result bool
	// Malformed lists the values that do not fit, or may have lost something, in the order
	// in which they arrived.
	Malformed []Malformed
}

// Accepted reports whether the response is Seam's, and a success.
func (v Verdict) Accepted() bool {
	switch v.OK {
	case True:
		return !v.Error
	case Absent:
		return v.Result && !v.Refusal
	default:
		return false
	}
}

// The members that are no result, folded.
const (
	okKey         = "OK"
	errorKey      = "ERROR"
	paginationKey = "PAGINATION"
)

// judge records a member of the response; begin is the first byte of its value.
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
		r.anyMember = r.anyMember || begin != 'n'
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

// readMember records that a member of the response was read into the target.
func (r *reader) readMember(key []byte, null bool) {
	if !null && !r.verdict.Result {
		r.verdict.Result = isResult(key)
	}
}

// readField is [reader.readMember] for a field, which a later null empties again.
func (r *reader) readField(f *field, null bool) {
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
