package provision

import (
	"context"
	"errors"
	"time"

	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/examples/provision/internal/clock"
)

const (
	// longestSleep is the longest time that a job waits in a worker. For more it goes back to the queue.
	longestSleep = time.Second
	// queueTick is how exact the queue is for longer waits. A job that waits longer comes back that much
	// early, and waits for the rest then.
	queueTick = 5 * time.Second
)

// converge takes one step after another until the booking is as desired. It returns how much later it has
// to go on, or 0 if there is nothing left to do.
func (w *Worker) converge(ctx context.Context, key string) (later time.Duration, err error) {
	for {
		var s *state
		err := w.store.db.inTx(ctx, func(tx Tx) (err error) {
			s, err = w.store.load(ctx, tx, key)
			return err
		})
		if err != nil {
			return 0, err
		}
		todo, wait := s.next(w.options.lifetime())
		if todo == nothing || todo == refused {
			return 0, nil
		}
		if wait == 0 {
			w.options.Logger.DebugContext(ctx, string(todo), "booking", key)
			wait, err = waitAfter(w.take(ctx, s, todo))
		}
		if err != nil {
			return 0, err
		}
		switch {
		case wait > queueTick:
			return max(wait-queueTick, longestSleep), nil
		case wait > longestSleep:
			return wait, nil
		}
		if err := clock.Sleep(ctx, wait); err != nil {
			return 0, err
		}
	}
}

// waitAfter returns how long to wait after a step that can simply be taken again, and the error of others.
func waitAfter(err error) (time.Duration, error) {
	if busy, ok := errors.AsType[*busyError](err); ok {
		return busy.wait, nil
	}
	if e, ok := errors.AsType[*seam.Error](err); ok && errors.Is(err, seam.ErrRateLimited) {
		return max(e.RetryAfter, time.Second), nil
	}
	return 0, err
}

// take takes one step. A nil error means that the stored state is another one now.
func (w *Worker) take(ctx context.Context, s *state, todo step) error {
	switch todo {
	case look:
		return w.look(ctx, s, s.sent.Booking, s.sent.at)
	case check:
		return w.check(ctx, s)
	case create:
		if err := w.identify(ctx, s); isRefusal(err) {
			return w.store.saveProblem(ctx, s.desired, err.Error())
		} else if err != nil {
			return err
		}
	}
	return w.send(ctx, s, todo)
}

// identify gives a booking its user identity. An access code has none.
func (w *Worker) identify(ctx context.Context, s *state) error {
	if s.identityID != "" || s.desired.Method == AccessCode {
		return nil
	}
	id, err := identityOf(ctx, w.client, s.desired)
	if err != nil {
		return err
	}
	s.identityID = id
	return w.store.saveIdentity(ctx, s.desired.Key, id)
}

// send sends a request that changes something, and records its outcome.
func (w *Worker) send(ctx context.Context, s *state, todo step) error {
	a := &attempt{key: s.desired.Key, seamID: s.seamID, request: request{Step: todo, Booking: s.desired}}
	if s.sent != nil {
		a.earlier, a.markedAt = s.sent.at, s.sent.at
	}
	// The request ends with this context, whatever delays it: a slow database, or a process that is
	// suspended. So it is not sent later than CallTimeout after it was marked.
	callCtx, cancel := context.WithTimeout(context.WithValue(ctx, attemptKey{}, a), w.options.CallTimeout)
	defer cancel()
	o, err := w.request(callCtx, s, todo)
	if recording := w.finishAttempt(ctx, a, o, err); recording != nil {
		return recording
	}
	switch {
	case err == nil:
		return nil
	case maybeProcessed(err):
		return w.afterDoubt(s, err)
	case isTaken(err):
		if found := w.look(ctx, s, s.desired, a.pendingMark()); found != nil {
			return found
		}
		return err
	case isRefusal(err):
		return w.store.saveProblem(ctx, s.desired, err.Error())
	default:
		return err
	}
}

// afterDoubt is the error of a step that may have been done. The next step decides what to do; only where
// that is to repeat at once, the queue has to slow it down.
func (w *Worker) afterDoubt(s *state, err error) error {
	if s.desired.Method == Grant || w.options.Naive {
		return err
	}
	return nil
}

// isTaken reports whether the key of a grant belongs to another one, such as a grant that was made for an
// earlier state of the booking.
func isTaken(err error) bool {
	_, taken := errors.AsType[*seam.KeyConflictError](err)
	return taken
}

// isRefusal reports whether Seam refuses a booking as it is, or does not know its door. Repeating would not
// help; people have to look.
func isRefusal(err error) bool {
	return errors.Is(err, seam.ErrInvalidInput) || errors.Is(err, seam.ErrNotFound)
}

// request sends one request and returns its outcome.
func (w *Worker) request(ctx context.Context, s *state, todo step) (*outcome, error) {
	b := s.desired
	switch todo {
	case create:
		made, err := w.makers[b.Method].create(ctx, s.identityID, b)
		return &outcome{made: &b, seamID: made.id, issued: made.issued}, err
	case update:
		err := w.makers[b.Method].update(ctx, s.seamID, b)
		if errors.Is(err, seam.ErrNotFound) {
			return &outcome{}, nil // Somebody deleted it. The next step creates it.
		}
		o := &outcome{made: &b, seamID: s.seamID}
		if err == nil {
			// What is not issued yet, an event will announce.
			now, _ := w.makers[b.Method].get(ctx, s.seamID, b)
			o.issued = now.issued
		}
		return o, err
	default:
		return &outcome{}, w.makers[s.made.Method].remove(ctx, s.seamID, *s.made)
	}
}

// look finds out what Seam has for a booking, and records it: after a creation whose outcome is unknown and
// which is no longer under way.
func (w *Worker) look(ctx context.Context, s *state, asked Booking, markedAt int64) error {
	found, err := w.makers[asked.Method].find(ctx, s.identityID, asked)
	if err != nil {
		return err
	}
	counters.Add("settled", 1)
	return w.store.db.inTx(ctx, func(tx Tx) error {
		if len(found) == 0 {
			return clearMark(ctx, tx, asked.Key, markedAt)
		}
		made := found[0].asBooked(asked)
		return w.saveOutcome(ctx, tx, *made, markedAt, outcome{made, found[0].id, found[0].issued})
	})
}
