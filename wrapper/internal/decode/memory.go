package decode

import "errors"

// ErrTooLarge reports a document whose values would take far more memory than the
// document itself: an object of two bytes may become a struct of hundreds.
var ErrTooLarge = errors.New("JSON that would take too much memory")

// The values of a document may take spareMemory, and memoryPerByte for each of its bytes.
const (
	spareMemory   = 32 << 20
	memoryPerByte = 16
)

// spend counts memory for values of a type. Where that is too much it ends the reading.
func (r *reader) spend(bytes uintptr) {
	r.spent += bytes
	if r.spent > spareMemory+memoryPerByte*uintptr(len(r.data)) {
		r.broken, r.tooLarge = true, true
	}
}
