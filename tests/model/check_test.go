package model

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	seam "github.com/seam-go/seam/wrapper"
)

// rule is something that holds for every call, whatever the network does.
type rule struct {
	name string
	// broken says how the call breaks the rule, "" if it does not.
	broken func(*story) string
}

var rules = []rule{
	{"a write is carried out at most once", writtenTwice},
	{"no error means that it was carried out", falseSuccess},
	{"an operation that was carried out is not reported as rejected", falseRefusal},
	{"an operation that was certainly not carried out is not reported as unknown", falseAlarm},
	{"Seam's whole response is accepted", rejectedSuccess},
	{"a list without an error is whole", wrongRead},
	{"malformed items are reported", unreported},
	{"an error of a change is a *seam.Error", untypedError},
	{"the first failure that may have been processed stays in the error", lostFailure},
	{"the end of the context is found in the error", lostContext},
	{"a stranger's response does not mean what Seam would mean", takenForSeam},
	{"an error holds no secret", leakedSecret},
	{"a call ends with its context", overdue},
	{"a call does not panic", panicked},
	{"a call leaves no goroutine behind", leakedGoroutine},
}

// violation is a rule that a call has broken.
type violation struct {
	rule  string
	how   string
	story *story
}

// check returns the rules that a call has broken.
func check(s *story) []violation {
	var found []violation
	for _, r := range rules {
		if how := r.broken(s); how != "" {
			found = append(found, violation{r.name, how, s})
		}
	}
	return found
}

func writtenTwice(s *story) string {
	if s.effect == write && len(s.deeds) > 1 {
		return fmt.Sprintf("it was carried out %d times", len(s.deeds))
	}
	return ""
}

// succeeded reports whether the call returned and said that all is well.
func (s *story) succeeded() bool { return s.returned && s.panicked == "" && s.err == nil }

func falseSuccess(s *story) string {
	switch {
	case s.effect == read || !s.succeeded():
		return ""
	case s.wrong != "":
		return s.wrong
	case s.effect == write && len(s.deeds) == 0:
		return "it was never carried out"
	}
	return ""
}

func falseRefusal(s *story) string {
	if s.effect == read || s.err == nil || len(s.deeds) == 0 || s.unknown() || s.acceptedNote() {
		return ""
	}
	return "it was carried out, and the error is neither ErrOutcomeUnknown nor a MissingResultError"
}

// falseAlarm is for calls whose every attempt was plainly refused, or not sent.
func falseAlarm(s *story) string {
	if !s.exact || s.effect == read || !s.unknown() || len(s.deeds) > 0 {
		return ""
	}
	for _, e := range s.events {
		if e.knows != notProcessed || e.cut {
			return ""
		}
	}
	return "the error is ErrOutcomeUnknown, but no attempt can have been processed"
}

// rejectedSuccess looks at the last request. A success without the promised result may be a
// MissingResultError, or be followed by a look at the object.
func rejectedSuccess(s *story) string {
	if !s.exact || len(s.events) == 0 || s.err == nil || s.ctxErr != nil || s.acceptedNote() || s.effect == read {
		return ""
	}
	last := s.events[len(s.events)-1]
	if last.knows != accepted || isRead(last.path) {
		return ""
	}
	return "Seam's success arrived whole"
}

func wrongRead(s *story) string {
	if s.effect != read || s.panicked != "" {
		return ""
	}
	return s.wrong
}

func unreported(s *story) string {
	if s.effect != read || !s.reportsWanted || !s.succeeded() {
		return ""
	}
	for _, e := range s.events {
		for _, path := range e.reports {
			if e.knows == accepted && !containsPart(s.malformed, path) {
				return fmt.Sprintf("%s is not reported, only %q", path, s.malformed)
			}
		}
	}
	return ""
}

func containsPart(texts []string, part string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, part) })
}

func untypedError(s *story) string {
	if s.effect == read || s.err == nil || s.acceptedNote() {
		return ""
	}
	if _, ok := errors.AsType[*seam.Error](s.err); !ok {
		return fmt.Sprintf("the error is a %T", s.err)
	}
	return ""
}

// lostFailure does not look at calls whose operation was accepted in the end, such as an update
// whose credential cannot be fetched.
func lostFailure(s *story) string {
	changes := slices.DeleteFunc(slices.Clone(s.events), func(e event) bool { return isRead(e.path) })
	isAccepted := func(e event) bool { return e.knows == accepted }
	first := slices.IndexFunc(changes, func(e event) bool { return e.knows == maybeProcessed })
	if !s.exact || s.effect == read || s.err == nil || s.acceptedNote() || first < 0 || slices.ContainsFunc(changes, isAccepted) {
		return ""
	}
	if !changes[first].within(s.err) {
		return fmt.Sprintf("%q is not in it", changes[first].fault)
	}
	return ""
}

// within reports whether the failure of the event is found in err, by one of its marks.
func (e *event) within(err error) bool {
	switch {
	case e.is != nil && errors.Is(err, e.is):
		return true
	case e.status != 0 && (hasStatus(err, e.status) || strings.Contains(err.Error(), strconv.Itoa(e.status))):
		return true
	case e.cut && (errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)):
		return true
	case e.is == nil && e.status == 0:
		return true
	}
	return false
}

func hasStatus(err error, status int) bool {
	found := false
	walk(err, func(link error) {
		e, ok := link.(*seam.Error) //nolint:errorlint // Walk visits what it wraps.
		found = found || (ok && e.StatusCode == status)
	})
	return found
}

// walk visits an error and everything that it wraps.
func walk(err error, visit func(error)) {
	if err == nil {
		return
	}
	visit(err)
	switch wrapper := err.(type) { //nolint:errorlint // This is what unwraps.
	case interface{ Unwrap() error }:
		walk(wrapper.Unwrap(), visit)
	case interface{ Unwrap() []error }:
		for _, inner := range wrapper.Unwrap() {
			walk(inner, visit)
		}
	}
}

// lostContext is for calls that the context ended: in a request, or between two of them. If Seam had accepted
// the change before, the end of the context is in the text only: the change did not come too late.
func lostContext(s *story) string {
	if !s.exact || s.err == nil || s.ctxErr == nil {
		return ""
	}
	cut := s.ctxWaiting
	if len(s.events) > 0 {
		last := s.events[len(s.events)-1]
		cut = cut || last.cut
	}
	switch {
	case !cut:
		return ""
	case s.acceptedNote() && strings.Contains(s.err.Error(), s.cause.Error()):
		return ""
	case !errors.Is(s.err, s.ctxErr):
		return fmt.Sprintf("the call ended with its context, but the error is not %v", s.ctxErr)
	case !errors.Is(s.err, s.cause):
		return fmt.Sprintf("the error does not hold the cause %v", s.cause)
	}
	return ""
}

func takenForSeam(s *story) string {
	if !s.exact {
		return ""
	}
	for _, claim := range []struct {
		sentinel error
		holds    func(event) bool
	}{
		{seam.ErrNotFound, func(e event) bool { return e.seamForm }},
		{seam.ErrConflict, func(e event) bool { return e.seamForm && e.status == 409 }},
		{seam.ErrUnauthorized, func(e event) bool { return e.status == 401 || e.seamForm && e.status == 403 }},
		{seam.ErrRateLimited, func(e event) bool { return e.status == 429 }},
	} {
		if errors.Is(s.err, claim.sentinel) && !slices.ContainsFunc(s.events, claim.holds) {
			return fmt.Sprintf("the error is %q, and Seam did not say so", claim.sentinel)
		}
	}
	return ""
}

func leakedSecret(s *story) (how string) {
	if s.err == nil || s.secret == "" {
		return ""
	}
	look := func(what, text string) {
		if how == "" && strings.Contains(text, s.secret) {
			how = what + " holds the key"
		}
	}
	look("%+v of the error", fmt.Sprintf("%+v", s.err))
	look("%#v of the error", fmt.Sprintf("%#v", s.err))
	walk(s.err, func(link error) {
		look(fmt.Sprintf("the text of a %T", link), link.Error())
		if e, ok := link.(*seam.Error); ok { //nolint:errorlint // Walk visits what it wraps.
			look("a field of *seam.Error", fmt.Sprint(e.Message, e.Type, e.RequestID, e.Body, string(e.Data), e.ValidationErrors))
		}
	})
	return how
}

func overdue(s *story) string {
	switch {
	case s.tooMany:
		return fmt.Sprintf("it sent more than %d requests", maxRequests)
	case !s.returned && s.panicked == "":
		return "it did not return before it was broken off"
	case s.took > s.allowed:
		return fmt.Sprintf("it returned after %v, at most %v were allowed", s.took, s.allowed)
	}
	return ""
}

func panicked(s *story) string { return s.panicked }

func leakedGoroutine(s *story) string { return s.leaked }
