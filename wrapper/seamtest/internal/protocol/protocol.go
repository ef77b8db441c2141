// Package protocol takes HTTP requests in Seam's form and returns HTTP responses in Seam's form. It
// checks who calls, reads parameters from body and query, validates them against Seam's document,
// cuts lists into pages, plays the faults that a test prepared, keeps a journal of requests, limits
// rates, and delivers webhooks. It knows no door, person or card: a [Handler] does the rest.
//
// A request is handled in this order:
//
//  1. What a test prepared for the call is taken: a fault, a result, a delay (script.go).
//  2. Actions that are due are carried out ([World].CatchUp).
//  3. Method, key, body and parameters are checked (server.go, auth.go, params.go).
//  4. The operation's [Handler] is called, or an example is made from the document (example.go).
//  5. The request is recorded in the journal, and webhooks are delivered (journal.go, outbox.go).
//
// One lock covers steps 2 to 4: a handler sees the world as a whole and need not lock.
package protocol

import (
	"net/url"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
)

// Handler carries out one operation. The document has nothing against the request. A handler returns
// an error and has changed nothing, or changes what it must and returns the result:
//
//   - [OK] where the response says no more than that the call succeeded,
//   - a [Body] for a whole response,
//   - any other value for the result under the operation's own key, such as "acs_user",
//   - a [Page] for a list that comes in pages.
//
// The error is a [problem.Error].
type Handler func(*Call) (any, error)

// OK is the result of an operation that returns nothing.
var OK any = success{}

type success struct{}

// Body is the result of an operation that returns several things, by their keys in the response.
type Body map[string]any

// Operations has the operations of an area by their paths. It belongs to no server, so that a new
// server costs nothing.
type Operations[A any] map[string]func(A, *Call) (any, error)

// Handler returns the handler of an operation for one server's area, nil if there is none.
func (o Operations[A]) Handler(area A, path string) Handler {
	handle, ok := o[path]
	if !ok {
		return nil
	}
	return func(c *Call) (any, error) { return handle(area, c) }
}

// Area is a part of the fake with operations.
type Area interface {
	// Handler returns the handler of an operation, nil if the area has none.
	Handler(path string) Handler
}

// Call is one request to an operation that the document has nothing against.
type Call struct {
	*Params

	// Operation is what is called.
	Operation *document.Operation
	// SessionID is the ID of the client session that calls, "" if an API key or a token does.
	SessionID string

	base        url.URL // where the request was sent; the next page is there too
	workspaceID string  // a cursor is valid in this workspace only
}

// Action returns the type of action attempt that the operation begins.
func (c *Call) Action() string { return c.Operation.Action }
