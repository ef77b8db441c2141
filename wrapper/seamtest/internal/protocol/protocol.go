// Package protocol handles HTTP requests and responses in Seam's form. It authenticates callers, decodes
// parameters from body and query, validates them against Seam's document, paginates lists, injects the
// faults that a test prepared, keeps a journal of requests, limits rates, and delivers webhooks. It
// does not know doors, people or cards: each operation has a [Handler] for those.
//
// A request is handled in this order:
//
//  1. The server takes the fault, result and delay that a test prepared for the call (script.go).
//  2. It finishes actions that are due ([World].CatchUp).
//  3. It checks method, key, body and parameters (server.go, auth.go, request.go).
//  4. It calls the operation's [Handler], or generates an example from the document (example.go).
//  5. It records the request in the journal and delivers webhooks (journal.go, outbox.go).
//
// The server holds one lock from step 2 until the request is recorded, so handlers need no lock.
package protocol

import (
	"net/url"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
)

// Handler performs one operation. The request was already validated against the document. A handler
// either changes the world and returns a result, or changes nothing and returns a [problem.Error]. The
// result has one of these types:
//
//   - [OK] for a response without data,
//   - a [Body] for a whole response,
//   - a [Page] for one page of a list,
//   - any other value for the field under the operation's key, such as "acs_user".
type Handler func(*Call) (any, error)

// OK is the result of an operation that returns no data.
var OK any = success{}

type success struct{}

// Body holds all fields of a response except "ok".
type Body map[string]any

// Operations maps the paths of an area's operations to their functions. All servers share it, so that
// creating a server is cheap.
type Operations[A any] map[string]func(A, *Call) (any, error)

// Handler returns the handler of an operation for the area of one server, or nil if there is none.
func (o Operations[A]) Handler(area A, path string) Handler {
	handle, ok := o[path]
	if !ok {
		return nil
	}
	return func(c *Call) (any, error) { return handle(area, c) }
}

// Area is a part of the fake with operations.
type Area interface {
	// Handler returns the handler of an operation, or nil if the area has none.
	Handler(path string) Handler
}

// Call is one request that was validated against the document.
type Call struct {
	*Params

	// Operation is the operation that was called.
	Operation *document.Operation
	// SessionID is the ID of the caller's client session, or "" for a call with an API key or a personal
	// access token.
	SessionID string
	// HasPersonalToken reports whether the caller has a personal access token, which reaches all workspaces
	// of its owner.
	HasPersonalToken bool

	base        url.URL // URL of the request without query, also used for the next page
	workspaceID string  // a cursor is valid in this workspace only
}

// Action returns the type of action attempt that the operation starts.
func (c *Call) Action() string { return c.Operation.Action }
