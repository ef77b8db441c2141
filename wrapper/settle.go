package seam

import (
	"context"
	"errors"
	"fmt"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/rest"
)

// maxCreates is the largest number of times that one call sends a creation.
const maxCreates = 3

// keyedCreation creates a resource with a key that is unique in the workspace.
type keyedCreation[T any] interface {
	create(ctx context.Context) (*T, error)
	// find returns the resource that has the key.
	find(ctx context.Context) (*T, error)
	// compare returns a [*KeyConflictError] if found is not the resource to be created.
	compare(ctx context.Context, found *T) error
	// resume is called if Seam rejected the creation although no resource has the key. It may change the
	// creation so that Seam accepts it, and reports whether it did.
	resume(ctx context.Context) (changed bool, err error)
}

// settle creates a resource only once, even if requests or responses are lost.
//
// The key makes it safe to send a creation again while an earlier request may still arrive: the first to
// arrive creates the resource, and Seam rejects the other.
func settle[T any](ctx context.Context, c keyedCreation[T]) (*T, error) {
	var lost error // the failure of a request that may still create the resource
	for sent := 1; ; sent++ {
		created, err := c.create(ctx)
		switch {
		case err == nil:
			return created, nil
		case isLost(err):
			lost = err
		case lost == nil && !isRefused(err):
			return nil, err
		}
		found, findErr := c.find(ctx)
		if findErr == nil {
			return sameOrConflict(ctx, c, found, lost)
		}
		if !errors.Is(findErr, ErrNotFound) {
			return nil, unsettled(lost, err, findErr)
		}
		changed, resumeErr := resumeRefused(ctx, c, err)
		switch {
		case resumeErr != nil:
			return nil, unsettled(lost, err, resumeErr)
		case lost == nil && !changed:
			return nil, err
		case sent == maxCreates:
			return nil, unsettled(lost, err, nil)
		}
		if sleepErr := rest.Sleep(ctx, pollDelay(sent, err)); sleepErr != nil {
			return nil, unsettled(lost, err, sleepErr)
		}
	}
}

// isLost reports whether a failed creation may have created the resource.
func isLost(err error) bool {
	_, processed := errors.AsType[*gen.MissingResultError](err)
	return processed || errors.Is(err, ErrOutcomeUnknown)
}

// isRefused reports whether Seam may have rejected a creation because the key is taken. Seam does not
// document the error for that.
func isRefused(err error) bool {
	_, isSeams := errors.AsType[*Error](err)
	return isSeams && (errors.Is(err, ErrConflict) || errors.Is(err, ErrInvalidInput))
}

func resumeRefused[T any](ctx context.Context, c keyedCreation[T], err error) (changed bool, resumeErr error) {
	if isLost(err) || !isRefused(err) {
		return false, nil
	}
	return c.resume(ctx)
}

func sameOrConflict[T any](ctx context.Context, c keyedCreation[T], found *T, lost error) (*T, error) {
	err := c.compare(ctx, found)
	if err == nil {
		return found, nil
	}
	if _, isConflict := errors.AsType[*KeyConflictError](err); isConflict {
		return nil, err
	}
	return nil, unsettled(lost, lookupFailure(err), nil)
}

// unsettled returns the error of a creation whose outcome is not known. lost is the failure of a request
// that may have created the resource, last that of the last request, and cause the reason why the resource
// could not be looked up. lost and cause may be nil.
func unsettled(lost, last, cause error) error {
	err := last
	if lost != nil && !errors.Is(last, lost) {
		err = fmt.Errorf("%w; then: %w", lost, last)
	}
	if cause != nil {
		err = fmt.Errorf("%w; looking up the resource: %w", err, lookupFailure(cause))
	}
	return err
}

// lookupFailure returns the failure of a request that looks up the result of an earlier one. It keeps only
// the text of a [*gen.MissingResultError], which would mean that Seam processed the earlier request.
func lookupFailure(err error) error {
	if _, ok := errors.AsType[*gen.MissingResultError](err); ok {
		return errors.New(err.Error())
	}
	return err
}
