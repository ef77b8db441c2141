package model

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// effect says whether an operation may be repeated. The model has its own list, so that it finds
// mistakes in the client's list.
type effect string

const (
	write      effect = "write"
	idempotent effect = "idempotent"
	read       effect = "read"
)

// knowledge is what a client can know about an attempt that failed.
type knowledge int

const (
	// neutral is an event that does not show whether the request was processed.
	neutral knowledge = iota
	// notProcessed is a request that was not sent, or that Seam rejected.
	notProcessed
	// maybeProcessed is everything except success and notProcessed.
	maybeProcessed
	// accepted is a complete response in which Seam confirms the operation.
	accepted
)

// event describes one request.
type event struct {
	path  string
	fault string
	seam  string // what Seam did with it
	knows knowledge
	// status, text and is identify the failure in the error of the call; zero where unknown.
	status int
	text   string
	is     error
	// seamForm is true for an error that has Seam's form.
	seamForm bool
	// bare is true for a success without the promised result.
	bare bool
	// cut is true if the context of the call ended the exchange.
	cut bool
	// reports are parts of the paths that the client must report as malformed.
	reports []string
}

// story describes one call.
type story struct {
	seed    uint64
	setting string
	op      string
	effect  effect
	setup   string // options and context
	// exact is true if events lists every request and what the client could see of it.
	exact  bool
	events []event
	deeds  []deed

	// The result of the client.
	returned bool // false if the call had to be broken off
	panicked string
	err      error
	// wrong says how a result without an error differs from what the world holds; "" if it agrees.
	wrong string
	// malformed holds the paths that the client reported.
	malformed []string
	// reportsWanted is true if the call asked for a report.
	reportsWanted bool

	// ctxErr is the error of the context when the call returned, cause its cause.
	ctxErr, cause error
	// ctxWaiting is true if the context ended while no request was under way.
	ctxWaiting bool
	took       time.Duration
	allowed    time.Duration
	leaked     string
	tooMany    bool // the call sent more than maxRequests
	secret     string
}

// unknown reports whether the client says that the operation may have been processed.
func (s *story) unknown() bool { return errors.Is(s.err, seam.ErrOutcomeUnknown) }

// acceptedNote reports whether the client says that Seam accepted the operation.
func (s *story) acceptedNote() bool {
	_, missing := errors.AsType[*gen.MissingResultError](s.err)
	return missing
}

// String returns the events in a few lines.
func (s *story) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s seed %d: %s (%s), %s\n", s.setting, s.seed, s.op, s.effect, s.setup)
	for i, e := range s.events {
		fmt.Fprintf(&b, "  %d. %s: %s", i+1, e.path, e.fault)
		if e.seam != "" {
			fmt.Fprintf(&b, " (Seam: %s)", e.seam)
		}
		if e.cut {
			b.WriteString(", ended by the context")
		}
		b.WriteByte('\n')
	}
	if s.effect != read {
		fmt.Fprintf(&b, "  Seam carried it out %d times", len(s.deeds))
		for _, d := range s.deeds {
			fmt.Fprintf(&b, " [%s]", d.id)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "  the client returned after %v: %s", s.took, s.result())
	return b.String()
}

func (s *story) result() string {
	switch {
	case s.panicked != "":
		return "a panic: " + s.panicked
	case !s.returned:
		return "nothing until it was broken off"
	case s.err != nil:
		text := strings.ReplaceAll(s.err.Error(), "\n", " ")
		if len(text) > 400 {
			text = text[:400] + "…"
		}
		return fmt.Sprintf("%T %q (ErrOutcomeUnknown: %v)", s.err, text, s.unknown())
	case s.wrong != "":
		return "no error, but " + s.wrong
	}
	return "no error"
}
