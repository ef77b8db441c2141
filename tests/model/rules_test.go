package model

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// fabricated returns a call that breaks no rule: a create that Seam carried out.
func fabricated(change func(*story)) *story {
	s := &story{
		setting: "fabricated", op: "ACS.Credentials.Create", effect: write, exact: true, returned: true,
		events: []event{{path: "/acs/credentials/create", fault: "Seam responds", knows: accepted, status: 200}},
		deeds:  []deed{{path: "/acs/credentials/create", id: "acs-1"}},
		secret: apiKey, allowed: time.Second,
	}
	if change != nil {
		change(s)
	}
	return s
}

// fails makes the last request of a story fail, and the call with it.
func (s *story) fails(knows knowledge, err error) {
	last := &s.events[len(s.events)-1]
	last.fault, last.knows, last.status = "a fault", knows, 0
	s.err = err
}

var (
	refusedError = &seam.Error{StatusCode: 404, Type: "acs_user_not_found"}
	unknownError = &seam.Error{StatusCode: 502, OutcomeUnknown: true}
)

// brokenCalls holds one call for each way of breaking a rule.
var brokenCalls = []struct {
	name   string
	rule   string
	change func(*story)
}{
	{"a write made twice", "a write is carried out at most once", func(s *story) {
		s.deeds = append(s.deeds, s.deeds[0])
	}},
	{"a success that was not", "no error means that it was carried out", func(s *story) { s.deeds = nil }},
	{"another object", "no error means that it was carried out", func(s *story) { s.wrong = "the ID is another" }},
	{"a deletion of what is still there", "no error means that it was carried out", func(s *story) {
		s.effect, s.wrong = idempotent, "acs-1 still exists"
	}},
	{"a refusal of what was done", "an operation that was carried out is not reported as rejected", func(s *story) {
		s.fails(maybeProcessed, refusedError)
	}},
	{"a limiter that hides what was done", "an operation that was carried out is not reported as rejected", func(s *story) {
		s.effect = idempotent
		s.fails(maybeProcessed, &seam.Error{})
	}},
	{"doubt about a plain refusal", "an operation that was certainly not carried out is not reported as unknown", func(s *story) {
		s.deeds = nil
		s.fails(notProcessed, unknownError)
	}},
	{"a whole response refused", "Seam's whole response is accepted", func(s *story) { s.err = unknownError }},
	{"a short list", "a list without an error is whole", func(s *story) {
		s.effect, s.deeds, s.wrong = read, nil, (loop{all: []string{"a", "b"}}).compare([]string{"a"}, true)
	}},
	{"a nil item", "a list without an error is whole", func(s *story) {
		s.effect, s.deeds, s.wrong = read, nil, (loop{all: []string{"a", "b"}}).compare([]string{"a", "", "b"}, true)
	}},
	{"an item twice, before an error", "a list without an error is whole", func(s *story) {
		s.effect, s.deeds, s.wrong = read, nil, (loop{all: []string{"a", "b"}}).compare([]string{"a", "a"}, false)
		s.err = errors.New("broken")
	}},
	{"a null that nobody mentions", "malformed items are reported", func(s *story) {
		s.effect, s.reportsWanted = read, true
		s.events[0].reports = []string{"devices[1]"}
		s.malformed = []string{"devices[0].name"}
	}},
	{"an error of another type", "an error of a change is a *seam.Error", func(s *story) {
		s.deeds = nil
		s.fails(notProcessed, errors.New("the vault failed"))
	}},
	{"a first failure that is lost", "the first failure that may have been processed stays in the error", func(s *story) {
		first := event{path: s.events[0].path, fault: "a page", knows: maybeProcessed, status: 522}
		s.events = append([]event{first}, s.events...)
		s.fails(notProcessed, unknownError)
	}},
	{"a context that is lost", "the end of the context is found in the error", func(s *story) {
		s.fails(maybeProcessed, unknownError)
		s.ctxErr, s.cause, s.ctxWaiting = context.Canceled, context.Canceled, true
	}},
	{"a context that is lost after a success", "the end of the context is found in the error", func(s *story) {
		s.err = &gen.MissingResultError{Operation: s.events[0].path}
		s.ctxErr, s.cause, s.ctxWaiting = context.Canceled, context.Canceled, true
	}},
	{"a cause that is lost", "the end of the context is found in the error", func(s *story) {
		s.fails(maybeProcessed, errors.Join(unknownError, context.Canceled))
		s.events[0].cut, s.ctxErr, s.cause = true, context.Canceled, errCause
	}},
	{"a web server's 404", "a stranger's response does not mean what Seam would mean", func(s *story) {
		s.deeds = nil
		s.fails(maybeProcessed, &seam.Error{StatusCode: 404, Type: "x_not_found", OutcomeUnknown: true})
		s.events[0].status = 404
	}},
	{"the key in a wrapped error", "an error holds no secret", func(s *story) {
		s.fails(maybeProcessed, opaqueError{errors.Join(unknownError, errors.New("reset while sending "+apiKey))})
	}},
	{"the key in a field", "an error holds no secret", func(s *story) {
		s.fails(maybeProcessed, opaqueError{&seam.Error{OutcomeUnknown: true, Body: "you sent " + apiKey}})
	}},
	{"a call that never returns", "a call ends with its context", func(s *story) { s.returned = false }},
	{"a call that returns late", "a call ends with its context", func(s *story) { s.took = time.Minute }},
	{"a list without end", "a call ends with its context", func(s *story) { s.tooMany = true }},
	{"a panic", "a call does not panic", func(s *story) { s.returned, s.panicked = false, "nil pointer" }},
	{"a goroutine", "a call leaves no goroutine behind", func(s *story) { s.leaked = "goroutine 7 [select]" }},
}

// opaqueError is an error that hides what it wraps.
type opaqueError struct{ error }

func (opaqueError) Error() string              { return "hidden" }
func (h opaqueError) Unwrap() error            { return h.error }
func (opaqueError) GoString() string           { return "hidden" }
func (opaqueError) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("hidden")) }

// TestRulesCanBreak shows each rule a call that breaks it. A rule that sees nothing proves nothing.
func TestRulesCanBreak(t *testing.T) {
	seen := map[string]bool{}
	for _, wrong := range brokenCalls {
		broken := map[string]string{}
		for _, v := range check(fabricated(wrong.change)) {
			broken[v.rule] = v.how
		}
		if broken[wrong.rule] == "" {
			t.Errorf("%s: the rule %q sees nothing wrong, others: %q", wrong.name, wrong.rule, broken)
		}
		seen[wrong.rule] = true
	}
	for _, r := range rules {
		if !seen[r.name] {
			t.Errorf("no call breaks the rule %q", r.name)
		}
	}
}

// TestRulesHold shows the rules calls that break none.
func TestRulesHold(t *testing.T) {
	for name, change := range map[string]func(*story){
		"a success": nil,
		"an unknown outcome": func(s *story) {
			s.fails(maybeProcessed, unknownError)
			s.events[0].status = 502
		},
		"a plain refusal": func(s *story) {
			s.deeds = nil
			s.fails(notProcessed, refusedError)
			s.events[0].status, s.events[0].seamForm = 404, true
		},
		"accepted, but without a result": func(s *story) {
			s.err = &gen.MissingResultError{Operation: s.events[0].path, Key: "acs_credential"}
		},
		"accepted, and then the end of the context": func(s *story) {
			s.err = fmt.Errorf("%w: %s", &gen.MissingResultError{Operation: s.events[0].path}, context.Canceled.Error())
			s.ctxErr, s.cause, s.ctxWaiting = context.Canceled, context.Canceled, true
		},
		"the end of the context": func(s *story) {
			s.fails(maybeProcessed, errors.Join(&seam.Error{OutcomeUnknown: true}, context.Canceled, errCause))
			s.events[0].cut, s.ctxErr, s.cause = true, context.Canceled, errCause
		},
		"a deletion carried out twice": func(s *story) {
			s.effect = idempotent
			s.deeds = append(s.deeds, s.deeds[0])
		},
	} {
		for _, v := range check(fabricated(change)) {
			t.Errorf("%s: %s: %s", name, v.rule, v.how)
		}
	}
}
