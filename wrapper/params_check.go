package seam

import (
	"fmt"
	"strings"
	"time"
)

// ParamsError reports invalid parameters, found before anything was sent. errors.Is matches
// [ErrInvalidInput], which Seam's own rejections of parameters match, too.
type ParamsError struct {
	// Operation is the path of the operation, such as "/acs/credentials/create".
	Operation string
	// Problems lists all problems, not only the first.
	Problems []Problem
}

// Problem describes one invalid parameter.
type Problem struct {
	// Field is the name of the Go field or argument, such as "EndsAt".
	Field string
	// Message describes the problem, such as "before StartsAt".
	Message string
}

// Error returns one line with all problems.
func (e *ParamsError) Error() string {
	texts := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		texts[i] = p.String()
	}
	return "seam: " + e.Operation + ": " + strings.Join(texts, "; ")
}

// Is reports whether target is [ErrInvalidInput].
func (e *ParamsError) Is(target error) bool { return target == ErrInvalidInput }

// String returns the field and the message.
func (p Problem) String() string { return p.Field + ": " + p.Message }

// problems collects the problems with the parameters of one operation. It does not check the rules
// of manufacturers, because Seam's guides contradict each other about them. Seam checks those rules.
type problems struct{ list []Problem }

func (p *problems) add(field, message string) {
	p.list = append(p.list, Problem{Field: field, Message: message})
}

// err returns a *ParamsError, or nil if there are no problems. Its result is an error, because a
// nil *ParamsError in an error would not be nil.
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

// digits accepts an empty PIN, which is not sent. It does not repeat the PIN, which would end up in
// logs.
func (p *problems) digits(field, pin string) {
	if strings.Trim(pin, "0123456789") != "" {
		p.add(field, "digits only")
	}
}

// pin checks the digits and the length of a PIN that Seam chooses if it is empty.
func (p *problems) pin(field, pin string, least, most int) {
	p.digits(field, pin)
	if n := len(pin); n != 0 && (n < least || n > most) {
		p.add(field, fmt.Sprintf("%d digits; use %d to %d, or none to let Seam choose", n, least, most))
	}
}

func (p *problems) method(m CredentialMethod) {
	if isNil(m) {
		p.add("Method", "nil; set a method, for example seam.Code{PIN: pin}")
		return
	}
	m.check(p)
}

func (p *problems) metadata(m RequestMetadata) {
	switch {
	case m == nil:
	case isNil(m):
		p.add("Metadata", "nil pointer")
	default:
		m.checkMetadata(p)
	}
}

func (p *problems) holder(h Holder) {
	if isNil(h) {
		p.add("Holder", "nil; set a holder, for example seam.ACSUser(id)")
		return
	}
	h.check(p)
}

// validity accepts a period without a start or without an end.
func (p *problems) validity(startsAt, endsAt time.Time) {
	switch {
	case startsAt.IsZero() || endsAt.IsZero():
	case endsAt.Before(startsAt):
		p.add("EndsAt", "before StartsAt")
	case endsAt.Equal(startsAt):
		p.add("EndsAt", "the same as StartsAt")
	}
}
