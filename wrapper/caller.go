package seam

import (
	"context"
	"errors"
	"fmt"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/rest"
)

// caller implements [gen.Caller] with package rest. All services, generated or not, call it.
type caller struct {
	client  *rest.Client
	retries int
}

var _ gen.Caller = (*caller)(nil)

// newCaller returns a caller. The error joins all problems with the arguments.
func newCaller(auth Auth, opts []Option) (*caller, error) {
	cfg, err := newConfig(opts)
	if err := errors.Join(validateAuth(auth), err); err != nil {
		return nil, fmt.Errorf("seam: %w", err)
	}
	cfg.setAuth(auth)
	client, err := rest.New(&cfg.Config)
	if err != nil {
		return nil, fmt.Errorf("seam: %w", err)
	}
	c := &caller{client: client, retries: cfg.retries}
	if opener, ok := auth.(sessionOpener); ok {
		c.client = client.WithAuth(opener.withSession(&caller{client: client, retries: cfg.retries}))
	}
	return c, nil
}

// newWorkspacelessCaller returns a caller for a [WorkspacesClient].
func newWorkspacelessCaller(auth WorkspacelessAuth, opts []Option) (*caller, error) {
	if isNil(auth) {
		return newCaller(nil, opts)
	}
	return newCaller(withoutWorkspace{auth}, opts)
}

// Call performs op; see [gen.Caller].
func (c *caller) Call(ctx context.Context, op *gen.Operation, request, response any, opts ...gen.CallOption) error {
	switch {
	case ctx == nil:
		return errors.New("seam: the context is nil")
	case op == nil:
		return errors.New("seam: the operation is nil")
	}
	s := &callSettings{call: rest.Call{
		Path: op.Path, Key: op.Key, Effect: restEffect(op.Effect), Gone: op.Gone,
		Request: request, Response: response, Retries: c.retries,
	}}
	s.apply(opts)
	result, err := c.client.Do(ctx, &s.call)
	if s.info != nil && result != nil {
		s.info.fill(result)
	}
	if s.malformed != nil && result != nil {
		for _, v := range result.Malformed {
			*s.malformed = append(*s.malformed, MalformedValue(v))
		}
	}
	return publicError(op.Path, err)
}

func restEffect(effect gen.Effect) rest.Effect {
	switch effect {
	case gen.Read:
		return rest.Read
	case gen.Idempotent:
		return rest.Idempotent
	default:
		return rest.Write
	}
}

// publicError converts the errors of package rest to those of this package.
func publicError(operation string, err error) error {
	switch e := err.(type) { //nolint:errorlint // Package rest does not wrap them.
	case *rest.Failure:
		return newError(e)
	case *rest.RequestError:
		params := &ParamsError{Operation: operation}
		for _, p := range e.Problems {
			params.Problems = append(params.Problems, Problem(p))
		}
		return params
	default:
		return err
	}
}

func newError(f *rest.Failure) *Error {
	e := &Error{
		Operation:      f.Path,
		StatusCode:     f.Status,
		Type:           f.Type,
		Message:        f.Message,
		RequestID:      f.RequestID,
		Data:           f.Data,
		RetryAfter:     f.RetryAfter,
		OutcomeUnknown: f.OutcomeUnknown,
		Body:           f.Body,
		cause:          f.Cause,
		notFromSeam:    f.Foreign,
		rejected:       f.Rejected,
		retryable:      f.Retryable,
	}
	for _, field := range f.Fields {
		e.ValidationErrors = append(e.ValidationErrors, FieldMessages(field))
	}
	if f.Earlier != nil {
		e.earlier = newError(f.Earlier)
	}
	return e
}
