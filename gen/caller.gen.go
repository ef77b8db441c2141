// Code generated from openapi/runtime/caller.go by spec gen. DO NOT EDIT.

package gen

import (
	"context"
	"slices"
)

// Caller performs operations. It sends request as JSON ({} if it is nil) and
// reads the whole response, the object around the result, into response (nothing
// if that is nil). encoding/json could do both.
//
// The response of a paged operation has the method of [PagedResponse], with which
// a Caller can report pagination that is odd.
type Caller interface {
	Call(ctx context.Context, op *Operation, request, response any, opts ...CallOption) error
}

// CallOption changes one call. Which options there are is up to the [Caller].
type CallOption interface{ CallOption() }

// ReadAhead is a [CallOption] that lets a list fetch its next page while the
// loop works on this one: see [Pages].
type ReadAhead interface {
	CallOption
	ReadAhead()
}

func hasReadAhead(opts []CallOption) bool {
	return slices.ContainsFunc(opts, func(opt CallOption) bool {
		_, ok := opt.(ReadAhead)
		return ok
	})
}

// Continuation is a [CallOption] that [Items] adds to every call after the first
// of a loop. A [Caller] sees by it that the call continues the same list.
type Continuation interface {
	CallOption
	ContinuesList()
}

// continuation is the only Continuation.
type continuation struct{}

// CallOption marks the type as an option of a call.
func (continuation) CallOption() {}

// ContinuesList marks it as the one of calls that continue a list.
func (continuation) ContinuesList() {}
