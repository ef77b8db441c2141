package seam

import (
	"context"
	"errors"

	"github.com/seam-go/seam/gen"
)

// awaited names a resource and the state that a wait ends with. The ID also selects the events that end a pause:
// see [Client.Wake].
type awaited struct{ resource, id, state string }

// waitFor calls look until the resource is in the awaited state. It returns the resource from the last look
// that succeeded or found malformed values, also with an error.
func waitFor[T any](ctx context.Context, c *Client, of awaited, look func(context.Context) (seen T, over bool, err error)) (T, error) {
	var last T
	over, err := c.until(ctx, of.id, func(ctx context.Context) (bool, error) {
		seen, over, err := look(ctx)
		if err == nil || over || isMalformed(err) {
			last = seen
		}
		return over, err
	})
	if !over {
		err = &WaitError{Resource: of.resource, ID: of.id, State: of.state, cause: scrubCause(c.scrubber(), err)}
	}
	return last, err
}

// waitDeleted calls get until the resource does not exist. get returns the resource with only those errors
// that keep it from being deleted, or nil to ignore all its errors.
func waitDeleted(ctx context.Context, c *Client, resource, id string, get func(context.Context) (failing any, err error)) error {
	_, err := waitFor(ctx, c, awaited{resource: resource, id: id, state: "deleted"}, func(ctx context.Context) (any, bool, error) {
		found, err := get(ctx)
		if errors.Is(err, ErrNotFound) {
			return nil, true, nil
		}
		if err != nil {
			return nil, false, err
		}
		failed := newIssueError(resource, id, found)
		return nil, failed != nil, failed
	})
	return err
}

// WaitIssued waits until every access method of a grant is issued, and returns the methods. It sends a
// request at once, and repeats it at growing intervals of at most 4 seconds. [Client.Wake] makes it send
// the next one earlier. It ignores access methods that are being deleted.
//
// WaitIssued does not wait for people:
//
//   - If a card has to be encoded or assigned, it returns a [*CardRequiredError]. Present the card, and call
//     WaitIssued again.
//   - If the grant or one of its methods has an error, it returns an [*IssueError]. The error may be both;
//     errors.As finds each.
//   - If ctx ends first, or a request fails for good, it returns a [*WaitError]. An outage or a rate limit
//     does not end the wait.
//
// An issued method need not open every place of the grant: [CannotUnlock] says for each entrance whether it does.
//
// It also returns the methods from the last response together with an error: one of them may be issued
// although another is not. The InstantKeyURL of a mobile key may be sent to its person before it is issued.
//
// opts apply to each request and not to the whole wait, so set a deadline on ctx.
//
// A card that an action is writing is still in the Encode list of a [*CardRequiredError]. Therefore store the
// ID of the action. If its Wait returns an [*ActionPendingError], wait again with
// [AccessMethodsService.ResumeEncode], and only then run this loop again:
//
//	methods, err := client.AccessGrants.WaitIssued(ctx, ref)
//	for {
//		waiting, ok := errors.AsType[*seam.CardRequiredError](err)
//		if !ok {
//			return methods, err
//		}
//		if len(waiting.Assign) > 0 {
//			return methods, err // See AccessMethodsService.AssignCard.
//		}
//		for _, card := range waiting.Encode {
//			attempt, err := client.AccessMethods.Encode(ctx, encoderID, card.AccessMethodID)
//			if err != nil {
//				return methods, err // After ErrOutcomeUnknown, see AccessMethodsService.Encode.
//			}
//			save(attempt.ID())
//			if _, err := attempt.Wait(ctx); err != nil { // while somebody presents the card
//				return methods, err
//			}
//		}
//		methods, err = client.AccessGrants.WaitIssued(ctx, ref)
//	}
//
// Effect: [gen.Read].
//
// POST /access_grants/get
//
// POST /access_methods/list
func (s *AccessGrantsService) WaitIssued(ctx context.Context, ref GrantRef, opts ...gen.CallOption) ([]*GrantedMethod, error) {
	if err := checkClient(s.owner(), checkGrantRef(pathGetAccessGrant, ref)); err != nil {
		return nil, err
	}
	of := awaited{resource: "access grant", id: nameOf(ref), state: "issued"}
	return waitFor(ctx, s.client, of, func(ctx context.Context) ([]*GrantedMethod, bool, error) {
		var ofGrant, ofMethods []MalformedValue
		grant, err := s.Get(ctx, ref, withOption(opts, keepMalformed(&ofGrant))...)
		if err != nil {
			return nil, false, err
		}
		methods, err := s.Methods(ctx, GrantID(grant.AccessGrantID), withOption(opts, keepMalformed(&ofMethods))...)
		if err != nil {
			return nil, false, err
		}
		over, err := issuance(grant, methods)
		if err != nil {
			return methods, over, err
		}
		err = errors.Join(
			checkMalformed(pathGetAccessGrant, grant.AccessGrantID, ofGrant, issuanceOfGrant...),
			checkMalformed(pathListAccessMethods, grant.AccessGrantID, ofMethods, issuanceOfMethods...),
		)
		return methods, over && err == nil, err
	})
}

// The fields that decide whether the access methods of a grant are issued. A method that could not be decoded
// may be the one that is not.
var (
	issuanceOfGrant   = []string{"access_grant.errors", "access_grant.warnings.warning_code", "access_grant.pending_mutations"}
	issuanceOfMethods = []string{
		"access_methods.errors", "access_methods.warnings.warning_code", "access_methods.pending_mutations",
		"access_methods.is_issued", "access_methods.is_encoding_required", "access_methods.is_ready_for_encoding",
		"access_methods.is_assignment_required", "access_methods.is_ready_for_assignment",
	}
)

// issuance reports whether the wait for the methods is over, and the error that it ends with.
func issuance(grant *AccessGrant, methods []*GrantedMethod) (over bool, err error) {
	failures := []error{newIssueError("access grant", grant.AccessGrantID, grant)}
	if grant.isBeingDeleted() {
		failures = append(failures, &IssueError{"access grant", grant.AccessGrantID, warningsOf(grant)})
	}
	pending, issued := len(grant.PendingMutations) > 0, 0
	for _, m := range methods {
		switch m.State() {
		case MethodIssued:
			issued++
		case MethodFailed:
			failures = append(failures, newIssueError("access method", m.AccessMethodID, m))
		case MethodPending:
			pending = true
		}
	}
	failures = append(failures, newCardRequiredError(grant.AccessGrantID, methods))
	if err := errors.Join(failures...); err != nil {
		return true, err
	}
	return issued > 0 && !pending, nil
}

// WaitDeleted waits until a deleted grant and all its access methods are gone. If ctx ends first, or a
// request fails for good, it returns a [*WaitError]. Errors of the grant do not end the wait, because they
// are about its creation.
//
// Effect: [gen.Read].
//
// POST /access_grants/get
func (s *AccessGrantsService) WaitDeleted(ctx context.Context, ref GrantRef, opts ...gen.CallOption) error {
	if err := checkClient(s.owner(), checkGrantRef(pathGetAccessGrant, ref)); err != nil {
		return err
	}
	return waitDeleted(ctx, s.client, "access grant", nameOf(ref), func(ctx context.Context) (any, error) {
		_, err := s.Get(ctx, ref, opts...)
		return nil, err
	})
}

// WaitDeleted waits until a deleted access method is gone: Get would return [ErrNotFound]. If ctx ends first,
// or a request fails for good, it returns a [*WaitError]. Errors of the access method do not end the wait,
// because they are about its creation.
//
// Effect: [gen.Read].
//
// POST /access_methods/get
func (s *AccessMethodsService) WaitDeleted(ctx context.Context, id string, opts ...gen.CallOption) error {
	var found problems
	found.id("AccessMethodID", id)
	if err := checkClient(s.owner(), found.err(pathGetAccessMethod)); err != nil {
		return err
	}
	return waitDeleted(ctx, s.client, "access method", id, func(ctx context.Context) (any, error) {
		_, err := s.Get(ctx, id, opts...)
		return nil, err
	})
}

// nameOf returns the ID or the key of a grant.
func nameOf(ref GrantRef) string {
	id, key := ref.idOrKey()
	return orEmpty(id) + orEmpty(key)
}
