package seam

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/decode"
	"github.com/seam-go/seam/wrapper/internal/redact"
)

const pathGetActionAttempt = "/action_attempts/get"

var (
	errForeignAttempt = errors.New("seam: this attempt is not of a client; make one with a method of the client")
	errNoAttemptID    = errors.New("it has no ID to ask for it by")
)

// Attempt is an action that Seam carries out after it has answered, such as writing a card. The
// action goes on whether it is waited for or not. T is what it results in.
//
// An Attempt may be used by many goroutines at once.
type Attempt[T any] struct {
	poller *poller
	result func(*gen.ActionAttempt) (T, error)
}

// ID identifies the attempt at Seam. Kept, it lets another process wait for the attempt: see
// [Client.ResumeAttempt] and the Resume methods of the services.
func (a *Attempt[T]) ID() string {
	if a == nil || a.poller == nil {
		return ""
	}
	return a.poller.id
}

// Status is what Seam last said about the attempt; "" if it has not been asked yet. It asks
// nothing.
func (a *Attempt[T]) Status() gen.ActionAttemptStatus {
	if latest := a.Latest(); latest != nil {
		return latest.Status
	}
	return ""
}

// Latest is the attempt as Seam last told it, its raw JSON included; nil if Seam has not been
// asked yet. It asks nothing.
func (a *Attempt[T]) Latest() *gen.ActionAttempt {
	if a == nil || a.poller == nil {
		return nil
	}
	return a.poller.latest.Load()
}

// Wait asks Seam for the attempt until the action has ended, and returns what it resulted in. It
// asks at once and then less and less often, at most 4 seconds apart.
//
// An action that failed is an [*ActionError]. If ctx ends before the action does, that is an
// [*ActionPendingError], and Wait may be called again; the same if Seam refuses to be asked. An
// outage, a rate limit or a network that is down does not end the wait. An action that succeeded
// but whose result is missing is an [*ActionResultError].
//
// The options are those of each single request, so [CallTimeout] does not bound the waiting: ctx
// does, and should have a deadline.
//
// Effect: [gen.Read].
//
// POST /action_attempts/get
func (a *Attempt[T]) Wait(ctx context.Context, opts ...gen.CallOption) (T, error) {
	var none T
	if a == nil || a.poller == nil || a.result == nil {
		return none, errForeignAttempt
	}
	ended, err := a.poller.wait(ctx, opts)
	if err != nil {
		return none, a.scrubbed(err)
	}
	result, err := a.result(ended)
	if err != nil {
		return none, a.scrubbed(err)
	}
	return result, nil
}

// scrubbed takes the credential out of an error about the action, whose texts are Seam's.
func (a *Attempt[T]) scrubbed(err error) error {
	// An error inside is scrubbed already.
	if e, ok := err.(interface{ scrubWith(redact.Scrubber) }); ok {
		e.scrubWith(a.poller.scrub())
	}
	return err
}

// WaitFor is [Attempt.Wait] for the action attempt that any operation returned. What is particular
// to its kind is the Value of the attempt that it returns:
//
//	attempt, err := client.Locks.UnlockDoor(ctx, req)
//	attempt, err = client.WaitFor(ctx, attempt) // ctx should have a deadline
//	unlocked, ok := attempt.Value().(*gen.UnlockDoorActionAttempt)
//
// Effect: [gen.Read].
//
// POST /action_attempts/get
func (c *Client) WaitFor(ctx context.Context, attempt *gen.ActionAttempt, opts ...gen.CallOption) (*gen.ActionAttempt, error) {
	if attempt == nil {
		var found problems
		found.add("ActionAttempt", "nil")
		return nil, found.err(pathGetActionAttempt)
	}
	return newAttempt(c, attempt, identity).Wait(ctx, opts...)
}

// ResumeAttempt returns the attempt with this ID, to be waited for. It sends nothing yet. Actions
// with a result of their own, such as [EncodersService.Encode], have a Resume method of their own.
func (c *Client) ResumeAttempt(id string) *Attempt[*gen.ActionAttempt] {
	return resumeAttempt(c, id, identity)
}

// checkClient is the error of the check before it, or that there is no client to begin an action with.
func checkClient(client *Client, err error) error {
	if err == nil && client == nil {
		return errForeignService
	}
	return err
}

// identity is the result of actions that are not known to have one.
func identity(attempt *gen.ActionAttempt) (*gen.ActionAttempt, error) { return attempt, nil }

// newAttempt wraps a response in an Attempt. Without a client, it cannot be waited for.
func newAttempt[T any](client *Client, response *gen.ActionAttempt, result func(*gen.ActionAttempt) (T, error)) *Attempt[T] {
	attempt := resumeAttempt(client, response.ActionAttemptID, result)
	if attempt.poller != nil {
		attempt.poller.latest.Store(response)
	}
	return attempt
}

// newStarted wraps the response to an operation that begins an action in an Attempt.
func newStarted[T any](client *Client, response *gen.ActionAttempt, err error, result func(*gen.ActionAttempt) (T, error)) (*Attempt[T], error) {
	if err != nil {
		return nil, err
	}
	return newAttempt(client, response, result), nil
}

func resumeAttempt[T any](client *Client, id string, result func(*gen.ActionAttempt) (T, error)) *Attempt[T] {
	if client == nil || client.Client == nil {
		return &Attempt[T]{}
	}
	return &Attempt[T]{poller: &poller{client: client, id: id, scrub: client.scrubber}, result: result}
}

// poller asks for one action attempt. That it knows no result keeps it from being generic.
type poller struct {
	client *Client
	id     string
	// scrub keeps the credential of the calls out of errors.
	scrub  func() redact.Scrubber
	latest atomic.Pointer[gen.ActionAttempt]
}

// wait returns the attempt once it has succeeded. A status that is not known counts as pending: it
// is no news of an end.
func (p *poller) wait(ctx context.Context, opts []gen.CallOption) (*gen.ActionAttempt, error) {
	asked := p.latest.Load() == nil // The response that began the action needs no second look at once.
	over, err := p.client.until(ctx, p.id, func(ctx context.Context) (bool, error) {
		if ended, err := outcomeOf(p.latest.Load()); ended {
			return true, err
		}
		if err := p.checkID(p.latest.Load()); err != nil {
			return true, err
		}
		if !asked {
			asked = true
			return false, nil
		}
		if err := p.ask(ctx, opts); err != nil {
			return false, err
		}
		return outcomeOf(p.latest.Load())
	})
	switch {
	case !over:
		return nil, p.pending(err)
	case err != nil:
		return nil, err
	default:
		return p.latest.Load(), nil
	}
}

// checkID tells an ID that the user left out from one that Seam did: then something was begun.
func (p *poller) checkID(latest *gen.ActionAttempt) error {
	if p.id == "" && latest != nil {
		return p.pending(errNoAttemptID)
	}
	var found problems
	found.id("ActionAttemptID", p.id)
	return found.err(pathGetActionAttempt)
}

func (p *poller) ask(ctx context.Context, opts []gen.CallOption) error {
	response, err := p.client.ActionAttempts.Get(ctx, &gen.ActionAttemptsGetRequest{ActionAttemptID: p.id}, opts...)
	if err != nil {
		return err
	}
	p.latest.Store(response)
	return nil
}

func (p *poller) pending(cause error) error {
	return &ActionPendingError{ID: p.id, Attempt: p.latest.Load(), cause: cause}
}

// outcomeOf is whether the attempt has ended, and the error if it failed.
func outcomeOf(attempt *gen.ActionAttempt) (ended bool, err error) {
	switch {
	case attempt == nil:
		return false, nil
	case attempt.Status == gen.ActionAttemptStatusSuccess:
		return true, nil
	case attempt.Status == gen.ActionAttemptStatusError:
		return true, newActionError(attempt)
	default:
		return false, nil
	}
}

// resultOf reads the result of attempts of the kind that the operation begins.
func resultOf[T any](op *gen.Operation) func(*gen.ActionAttempt) (*T, error) {
	kind := gen.ActionType(op.Action)
	return func(attempt *gen.ActionAttempt) (*T, error) {
		if isOtherKind(attempt, kind) {
			return nil, &ActionResultError{Attempt: attempt, cause: errors.New("it is not of the kind " + string(kind))}
		}
		var response struct {
			Result *T `json:"result"`
		}
		if _, err := decode.Into(attempt.Raw(), &response); err != nil {
			return nil, &ActionResultError{Attempt: attempt, cause: err}
		}
		if response.Result == nil {
			return nil, &ActionResultError{Attempt: attempt}
		}
		return response.Result, nil
	}
}

// isOtherKind finds an ID resumed as what it is not, whose result would decode to nothing. A kind
// that is not known may be a new name for the one wanted.
func isOtherKind(attempt *gen.ActionAttempt, kind gen.ActionType) bool {
	_, unknown := attempt.Value().(*gen.UnknownActionAttempt)
	return attempt.ActionType != kind && !unknown
}
