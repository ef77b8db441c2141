package seam

import (
	"fmt"
	"strings"
	"time"
)

// ParamsError says that parameters cannot be right. Nothing was sent. errors.Is finds
// [ErrInvalidInput] in it, as in an error with which Seam refuses parameters.
type ParamsError struct {
	// Operation is the path of the operation, such as "/acs/credentials/create".
	Operation string
	// Problems is everything that was found.
	Problems []Problem
}

// Problem is what is wrong with one parameter.
type Problem struct {
	// Field is the name of the Go field or of what the argument is, such as "EndsAt".
	Field string
	// Message says what is wrong with it, such as "before StartsAt".
	Message string
}

// Error is one line with every problem.
func (e *ParamsError) Error() string {
	texts := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		texts[i] = p.String()
	}
	return "seam: " + e.Operation + ": " + strings.Join(texts, "; ")
}

// Is matches [ErrInvalidInput].
func (e *ParamsError) Is(target error) bool { return target == ErrInvalidInput }

// String is the field and the message.
func (p Problem) String() string { return p.Field + ": " + p.Message }

// problems gathers what is wrong with the parameters of one operation. It knows no rules of
// manufacturers: Seam's own pages contradict each other about them.
type problems struct{ list []Problem }

func (p *problems) add(field, message string) {
	p.list = append(p.list, Problem{Field: field, Message: message})
}

// err is nil if nothing was found, and a nil error then, not a nil *ParamsError.
func (p *problems) err(operation string) error {
	if len(p.list) == 0 {
		return nil
	}
	return &ParamsError{Operation: operation, Problems: p.list}
}

func (p *problems) id(field, id string) {
	if strings.TrimSpace(id) == "" {
		p.add(field, "empty")
	}
}

func (p *problems) ids(field string, ids []string) {
	for i, id := range ids {
		if strings.TrimSpace(id) == "" {
			p.add(fmt.Sprintf("%s[%d]", field, i), "empty")
		}
	}
}

// digits lets "" pass, which is not sent. It does not repeat the PIN, which would end up in logs.
func (p *problems) digits(field, pin string) {
	if strings.Trim(pin, "0123456789") != "" {
		p.add(field, "digits only")
	}
}

func (p *problems) method(m CredentialMethod) {
	if isNil(m) {
		p.add("Method", "nil; give one such as seam.Code{PIN: pin}")
		return
	}
	m.check(p)
}

func (p *problems) metadata(m RequestMetadata) {
	switch {
	case m == nil:
	case isNil(m):
		p.add("Metadata", "a nil pointer")
	default:
		m.checkMetadata(p)
	}
}

func (p *problems) holder(h Holder) {
	if isNil(h) {
		p.add("Holder", "nil; give one such as seam.ACSUser(id)")
		return
	}
	h.check(p)
}

// validity lets one end be open.
func (p *problems) validity(startsAt, endsAt time.Time) {
	switch {
	case startsAt.IsZero() || endsAt.IsZero():
	case endsAt.Before(startsAt):
		p.add("EndsAt", "before StartsAt")
	case endsAt.Equal(startsAt):
		p.add("EndsAt", "the same as StartsAt")
	}
}
