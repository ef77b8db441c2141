// Code generated from openapi/runtime/operation.go by spec gen. DO NOT EDIT.

package gen

import "strconv"

// Effect is the effect of a second call of an operation. A [Caller] may repeat an
// operation that may have been processed unless it is a [Write].
type Effect uint8

// The effects of operations. Each is reviewed; an operation that nobody has
// reviewed is a Write.
const (
	// Write changes something each time it is sent.
	Write Effect = iota
	// Idempotent changes something, and nothing more when it is sent again.
	Idempotent
	// Read changes nothing.
	Read
)

// String returns the name of the effect.
func (e Effect) String() string {
	switch e {
	case Write:
		return "write"
	case Idempotent:
		return "idempotent"
	case Read:
		return "read"
	default:
		return "Effect(" + strconv.Itoa(int(e)) + ")"
	}
}

// Kind is the kind of result that an operation returns.
type Kind uint8

// The kinds of operations.
const (
	// None returns nothing but success.
	None Kind = iota
	// One returns one object.
	One
	// List returns all objects at once.
	List
	// Paged returns one page of objects and the way to the next.
	Paged
	// Several returns several objects in one struct.
	Several
)

// Operation describes an operation of the API.
type Operation struct {
	// Path is the path to which the operation is sent with POST.
	Path string
	// Key is the property of the response that holds the result, if there is one.
	Key string
	// Kind is the kind of result.
	Kind Kind
	// Effect is the effect of a second call.
	Effect Effect
	// Action is the type of the action attempt that the operation returns, if
	// the document names one.
	Action string
	// Gone lists the types of Seam's not-found error which mean that a repeated
	// deletion or removal was done by an earlier attempt. It is empty for
	// operations that remove nothing.
	Gone []string
}

// service is one of the services. It knows its operations without a client, too.
type service interface{ operations() []*Operation }

// OperationOf looks a path up among the operations of one service, such as
// OperationOf[*LocksService]; it returns nil for any other path. A program is
// linked without the operations of the other services. The operation is shared:
// do not change it.
func OperationOf[S service](path string) *Operation {
	var s S
	for _, op := range s.operations() {
		if op.Path == path {
			return op
		}
	}
	return nil
}
