package decode

import (
	"bytes"
	"reflect"
	"strings"
	"sync"
)

// reader is a place in a JSON document. Once it finds that the document is none
// it reads nothing more, so only the end has to be asked how it went.
type reader struct {
	data []byte
	at   int
	// depth is in how many objects and arrays the place is; first is true
	// before the first part of the innermost.
	depth int
	first bool
	// key is the name of the member whose value comes next, where it was not the expected
	// one, and keyAt where it begins.
	key   []byte
	keyAt int

	broken   bool
	breakOff bool
	tooLarge bool
	// spent is the memory that the values take.
	spent uintptr
	// unused is for how many items there was room in vain.
	unused int
	// cause is what the last type that decodes itself said.
	cause error
	// verdict is made of the members of the document if it is judged.
	judged  bool
	verdict Verdict
	// resultKey is the folded key of the result that nobody reads.
	resultKey string
	// results are the fields of the target that were read and are not null.
	results []*field
	// anyMember is true if any member is not null that could be a result.
	anyMember bool
	fallback  Unmarshal
	// block is where copies of strings go.
	block   strings.Builder
	kept    kept
	rawText rawText
	// quiet is true where what does not fit will be read again, and reported then.
	quiet bool
	// trying is true where values are read only to see whether they fit. trial is the last
	// object that was, to be used again.
	trying bool
	trial  reflect.Value
	report report
}

// maxDepth is encoding/json's.
const maxDepth = 10_000

// readers are not in use.
var readers = sync.Pool{New: func() any { return new(reader) }}

// acquire returns a reader at the beginning of data.
func acquire(data []byte) *reader {
	r := readers.Get().(*reader)
	r.data = data
	return r
}

// release forgets everything that was read.
func (r *reader) release() {
	*r = reader{}
	readers.Put(r)
}

// end is nil if all of the data is one JSON value, and that was read.
func (r *reader) end() error {
	r.peek()
	switch {
	case r.tooLarge:
		return ErrTooLarge
	case r.breakOff:
		return ErrBreaksOff
	case r.broken || r.at < len(r.data):
		return ErrSyntax
	default:
		return nil
	}
}

// peek is the next byte that is no space, 0 at the end.
func (r *reader) peek() byte {
	for ; r.at < len(r.data); r.at++ {
		if c := r.data[r.at]; c > ' ' || c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return c
		}
	}
	return 0
}

// enter begins an object or array, whose first byte comes next.
func (r *reader) enter() {
	if r.depth == maxDepth {
		r.syntaxError()
		return
	}
	r.at++
	r.depth++
	r.first = true
}

// more goes to the next part of an object or array, and reports whether there is
// one before the end.
func (r *reader) more(end byte) bool {
	c := r.peek()
	switch {
	case r.broken:
		return false
	case c == end:
		r.at++
		r.first = false
		r.depth--
		return false
	case r.first:
		r.first = false
		return true
	case c == ',':
		r.at++
		return true
	default:
		return r.syntaxError()
	}
}

// member goes to the value of the next member of an object, and reports whether
// there is one.
func (r *reader) member() bool { return r.more('}') && r.name() }

// name reads the name of a member and goes to its value.
func (r *reader) name() bool {
	if r.peek() != '"' {
		return r.syntaxError()
	}
	r.keyAt = r.at
	key, plain := r.quoted()
	if !plain {
		key = []byte(unquote(key))
	}
	if r.broken || r.peek() != ':' {
		return r.syntaxError()
	}
	r.at++
	r.key = key
	if r.judged && r.depth == 1 {
		r.judge(key, r.peek())
	}
	return true
}

// item goes to the next item of an array, and reports whether there is one.
func (r *reader) item() bool { return r.more(']') }

// skip passes over a value.
func (r *reader) skip() {
	switch r.peek() {
	case '{':
		for r.enter(); r.member(); {
			r.skip()
		}
	case '[':
		for r.enter(); r.item(); {
			r.skip()
		}
	case '"':
		r.quoted()
	case 't':
		r.literal("true")
	case 'f':
		r.literal("false")
	case 'n':
		r.literal("null")
	default:
		r.number()
	}
}

// literal passes over true, false or null.
func (r *reader) literal(text string) bool {
	rest := r.data[r.at:]
	if len(rest) >= len(text) && string(rest[:len(text)]) == text {
		r.at += len(text)
		return true
	}
	if strings.HasPrefix(text, string(rest)) {
		r.at = len(r.data)
	}
	return r.syntaxError()
}

// raw is what was read since begin.
func (r *reader) raw(begin int) []byte { return bytes.Clone(r.data[begin:r.at]) }

// syntaxError says that the data is not JSON, at this place or for what is missing at
// its end. It returns false, for those who return that.
func (r *reader) syntaxError() bool {
	if !r.broken {
		r.broken, r.breakOff = true, r.at >= len(r.data)
	}
	return false
}
