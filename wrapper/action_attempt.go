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
	errAttemptWithoutClient = errors.New("seam: this Attempt was not created by a Client; use a method of a Client that returns one")
	errEmptyAttemptID       = errors.New("it has no ID to poll")
)

// Attempt is an action that Seam carries out after it has responded, such as writing a card. Seam
// carries it out whether or not the program waits. T is the type of the result.
//
// An Attempt is safe for concurrent use.
type Attempt[T any] struct {
	poller *poller
	result func(*gen.ActionAttempt) (T, error)
}

// ID returns the ID of the attempt. Store it to wait in another process: see [Client.ResumeAttempt]
// and the Resume methods of the services.
func (a *Attempt[T]) ID() string {
	if a == nil || a.poller == nil {
		return ""
	}
	return a.poller.id
}

// Status returns the status from the latest response, or "" before the first response. It sends nothing.
func (a *Attempt[T]) Status() gen.ActionAttemptStatus {
	if latest := a.Latest(); latest != nil {
		return latest.Status
	}
	return ""
}

// Latest returns the attempt from the latest response, with its raw JSON, or nil if there is none
// yet. It sends nothing.
func (a *Attempt[T]) Latest() *gen.ActionAttempt {
	if a == nil || a.poller == nil {
		return nil
	}
	return a.poller.latest.Load()
}

// Wait polls the attempt until the action has ended, and returns the result. It polls an attempt that
// a method has just started after a short pause, a resumed one at once, and then at growing intervals
// of at most 4 seconds. Network failures, server errors and rate limits do not end the wait.
//
// A failed action returns an [*ActionError]. If ctx ends before the action does, or Seam rejects
// the poll, Wait returns an [*ActionPendingError]; call it again to go on waiting. An action that
// succeeded without a usable result returns an [*ActionResultError].
//
// The options apply to each poll. [CallTimeout] therefore does not limit the wait; give ctx a
// deadline.
//
//	attempt, err := client.ACS.Encoders.Encode(ctx, encoderID, credentialID)
//	if err != nil {
//		return err
//	}
//	ctx, cancel := context.WithTimeout(ctx, time.Minute)
//	defer cancel()
//	credential, err := attempt.Wait(ctx)
//
// Effect: [gen.Read].
//
// POST /action_attempts/get
func (a *Attempt[T]) Wait(ctx context.Context, opts ...gen.CallOption) (T, error) {
	var none T
	if a == nil || a.poller == nil || a.result == nil {
		return none, errAttemptWithoutClient
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

// scrubbed removes the credential from an error whose text comes from Seam.
func (a *Attempt[T]) scrubbed(err error) error {
	// No errors.As: package rest has scrubbed the errors inside.
	if e, ok := err.(interface{ scrubWith(redact.Scrubber) }); ok {
		e.scrubWith(a.poller.scrub())
	}
	return err
}

// WaitFor waits for the action attempt that any operation returned, like [Attempt.Wait], and
// returns it in its final state. Its Value has a type for each kind of action:
//
//	attempt, err := client.Locks.UnlockDoor(ctx, req)
//	if err != nil {
//		return err
//	}
//	attempt, err = client.WaitFor(ctx, attempt) // give ctx a deadline
//	if err != nil {
//		return err
//	}
//	unlocked, ok := attempt.Value().(*gen.UnlockDoorActionAttempt) // has WasConfirmedByDevice
//
// It returns the errors of [Attempt.Wait], and a [*ParamsError] if attempt is nil.
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

// ResumeAttempt returns the attempt with this ID, for [Attempt.Wait]. It sends nothing. For an
// action whose method here returns a typed Attempt, such as [EncodersService.Encode], use the
// Resume method of that service: it decodes the result.
//
//	attempt, err := client.ResumeAttempt(id).Wait(ctx)
//	credential, err := client.ACS.Encoders.ResumeEncode(id).Wait(ctx)
func (c *Client) ResumeAttempt(id string) *Attempt[*gen.ActionAttempt] {
	return resumeAttempt(c, id, identity)
}

// checkClient returns err, or errServiceWithoutClient if err is nil and there is no client.
func checkClient(client *Client, err error) error {
	if err == nil && client == nil {
		return errServiceWithoutClient
	}
	return err
}

// identity returns the attempt itself as the result of actions without a documented result.
func identity(attempt *gen.ActionAttempt) (*gen.ActionAttempt, error) { return attempt, nil }

// newAttempt wraps a response in an Attempt. Without a client, Wait returns an error.
func newAttempt[T any](client *Client, response *gen.ActionAttempt, result func(*gen.ActionAttempt) (T, error)) *Attempt[T] {
	attempt := resumeAttempt(client, response.ActionAttemptID, result)
	if attempt.poller != nil {
		attempt.poller.latest.Store(response)
	}
	return attempt
}

// newStarted wraps the response to an operation that starts an action in an Attempt.
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

// poller polls one action attempt. It does not know the type of the result, so it is not generic.
type poller struct {
	client *Client
	id     string
	// scrub keeps the credential of the calls out of errors.
	scrub  func() redact.Scrubber
	latest atomic.Pointer[gen.ActionAttempt]
}

// wait returns the attempt once it has succeeded. An unknown status counts as pending: Seam may add
// states between the start and the end of an action.
func (p *poller) wait(ctx context.Context, opts []gen.CallOption) (*gen.ActionAttempt, error) {
	mayAsk := p.latest.Load() == nil // The response that started the action is the first look.
	over, err := p.client.until(ctx, p.id, func(ctx context.Context) (bool, error) {
		if ended, err := outcomeOf(p.latest.Load()); ended {
			return true, err
		}
		if err := p.checkID(p.latest.Load()); err != nil {
			return true, err
		}
		if !mayAsk {
			mayAsk = true
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

// checkID returns an error if there is no ID to poll. An ID that is missing in Seam's response
// means that an action was started, so the error is pending; an ID that the caller left out is a
// [*ParamsError].
func (p *poller) checkID(latest *gen.ActionAttempt) error {
	if p.id == "" && latest != nil {
		return p.pending(errEmptyAttemptID)
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

// outcomeOf reports whether the attempt has ended, and returns an error if the action failed.
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
			return nil, &ActionResultError{Attempt: attempt, cause: errors.New("its action_type is not " + string(kind))}
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

// isOtherKind reports whether an ID was resumed as the wrong kind of action, whose result would
// decode to an empty value. An unknown kind is accepted: it may be a new name for the wanted one.
func isOtherKind(attempt *gen.ActionAttempt, kind gen.ActionType) bool {
	_, unknown := attempt.Value().(*gen.UnknownActionAttempt)
	return attempt.ActionType != kind && !unknown
}
