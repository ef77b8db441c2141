package seam

import (
	"context"
	"errors"

	"github.com/seam-go/seam/gen"
)

// awaited is the state of a resource that is waited for.
type awaited struct{ resource, id, state string }

// waitFor looks at a resource until it is in the awaited state. It returns the resource as it was last
// seen, also with an error.
func waitFor[T any](ctx context.Context, c *Client, of awaited, look func(context.Context) (seen T, over bool, err error)) (T, error) {
	var last T
	over, err := c.until(ctx, of.id, func(ctx context.Context) (bool, error) {
		seen, over, err := look(ctx)
		if err == nil || over {
			last = seen
		}
		return over, err
	})
	if !over {
		err = &WaitError{Resource: of.resource, ID: of.id, State: of.state, cause: scrubCause(c.scrubber(), err)}
	}
	return last, err
}

// waitDeleted looks at a resource until it does not exist. get returns what may have errors that keep the
// resource from being deleted, or nil.
func waitDeleted(ctx context.Context, c *Client, resource, id string, get func(context.Context) (failing any, err error)) error {
	_, err := waitFor(ctx, c, awaited{resource, id, "deleted"}, func(ctx context.Context) (any, bool, error) {
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

// WaitIssued waits until every access method of a grant is issued, and returns the methods. It looks at
// once and then less and less often, at most 4 seconds apart; [Client.Wake] makes it look earlier.
//
// It does not wait for people: if a card has to be encoded or assigned, it returns a
// [*CardRequiredError] at once. Present the card, and call WaitIssued again. If the grant or one of its
// methods has an error, it returns an [*IssueError]. Both may be the case: errors.As finds each. If ctx
// ends before, or Seam cannot be asked, it returns a [*WaitError]; an outage or a rate limit does not end
// the wait. The methods are returned as they were last seen, also with an error.
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
//				return methods, err
//			}
//			if _, err := attempt.Wait(ctx); err != nil { // while somebody presents the card
//				return methods, err
//			}
//		}
//		methods, err = client.AccessGrants.WaitIssued(ctx, ref)
//	}
//
// Access methods that are being deleted do not count. The options are those of each request, so ctx should
// have a deadline.
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
	of := awaited{"access grant", nameOf(ref), "issued"}
	return waitFor(ctx, s.client, of, func(ctx context.Context) ([]*GrantedMethod, bool, error) {
		grant, err := s.Get(ctx, ref, opts...)
		if err != nil {
			return nil, false, err
		}
		methods, err := s.Methods(ctx, GrantID(grant.AccessGrantID), opts...)
		if err != nil {
			return nil, false, err
		}
		over, err := issuance(grant, methods)
		return methods, over, err
	})
}

// issuance reports whether there is nothing to wait for any more.
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

// WaitDeleted waits until a deleted grant is gone, and with it all its access methods. If ctx ends before,
// or Seam cannot be asked, it returns a [*WaitError]. The errors of a grant are about its creation, and do
// not end the wait.
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

// nameOf is the ID or the key of a grant.
func nameOf(ref GrantRef) string {
	id, key := ref.idOrKey()
	return orEmpty(id) + orEmpty(key)
}
