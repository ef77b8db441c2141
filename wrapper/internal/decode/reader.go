package decode

import (
	"reflect"
	"strings"
)

// reader decodes one JSON document. Once it finds a syntax error it reads no further, so callers check
// only at the end.
type reader struct {
	data []byte
	at   int
	// depth is the number of objects and arrays around the present place; first is true before the first
	// part of the innermost.
	depth int
	first bool
	// key is the name of the member whose value comes next, unless the hint gave it. keyAt is where the
	// name begins.
	key   []byte
	keyAt int

	// failed is true after an error; truncated or tooLarge gives the reason if it is not a syntax error.
	failed, truncated, tooLarge bool
	// spent is the memory that the values take.
	spent uintptr
	// unused counts the allocated items of lists that stay unused.
	unused int
	// cause is the last error of a type that decodes itself.
	cause error

	// isResponse is true for a document that is the body of a response: its members go into the verdict.
	isResponse bool
	verdict    Verdict
	// resultKey is the folded name of the result in [Check].
	resultKey string
	// results are the fields of the target that were decoded and are not null.
	results []*field
	// hasOther is true if a member that may be a result is not null.
	hasOther bool
	fallback Unmarshal

	// block holds copies of strings.
	block  strings.Builder
	source source
	raw    raw
	// isFirstPass is true while an object is decoded that will be decoded again: only the second time
	// reports the values that do not fit.
	isFirstPass bool
	// dryRun is true while values are decoded only to find those that do not fit. scratch is the last
	// object they were decoded into, for the next of its type.
	dryRun  bool
	scratch reflect.Value
	report  report
}

// maxDepth is that of encoding/json.
const maxDepth = 10_000

// end returns an error if the document is not exactly one JSON value.
func (r *reader) end() error {
	r.peek()
	switch {
	case r.tooLarge:
		return ErrTooLarge
	case r.truncated:
		return ErrTruncated
	case r.failed || r.at < len(r.data):
		return ErrSyntax
	default:
		return nil
	}
}

// peek returns the next byte that is not white space, 0 at the end.
func (r *reader) peek() byte {
	for ; r.at < len(r.data); r.at++ {
		if c := r.data[r.at]; c > ' ' || c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return c
		}
	}
	return 0
}

// enter begins an object or array, whose opening byte comes next.
func (r *reader) enter() {
	if r.depth == maxDepth {
		r.syntaxError()
		return
	}
	r.at++
	r.depth++
	r.first = true
}

// more moves to the next part of an object or array, and reports whether there is one.
func (r *reader) more(end byte) bool {
	c := r.peek()
	switch {
	case r.failed:
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

// nextMember moves to the value of the next member of an object, and reports whether there is one.
func (r *reader) nextMember() bool { return r.more('}') && r.memberName() }

// memberName reads the name of a member and moves to its value.
func (r *reader) memberName() bool {
	if r.peek() != '"' {
		return r.syntaxError()
	}
	r.keyAt = r.at
	key, plain := r.quoted()
	if !plain {
		key = []byte(unquote(key))
	}
	if r.failed || r.peek() != ':' {
		return r.syntaxError()
	}
	r.at++
	r.key = key
	if r.isResponse && r.depth == 1 {
		r.judge(key, r.peek())
	}
	return true
}

// nextItem moves to the next item of an array, and reports whether there is one.
func (r *reader) nextItem() bool { return r.more(']') }

// skip moves behind the next value.
func (r *reader) skip() {
	switch r.peek() {
	case '{':
		for r.enter(); r.nextMember(); {
			r.skip()
		}
	case '[':
		for r.enter(); r.nextItem(); {
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

// literal reads true, false or null, and reports whether that is there.
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

// syntaxError records that the document is not JSON, or ends too early, and returns false.
func (r *reader) syntaxError() bool {
	if !r.failed {
		r.failed, r.truncated = true, r.at >= len(r.data)
	}
	return false
}
