package provision

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// attempt is a request that changes something, from before it is sent until its outcome is recorded.
type attempt struct {
	key      string
	seamID   string // what the booking has at Seam
	request  request
	earlier  int64  // the mark of an earlier request that may have been processed, or 0
	markedAt int64  // the latest mark: when it was committed, by the clock of the database
	lane     string // the lane it is in, or ""
	limit    Limit
}

type attemptKey struct{}

// limiter is that of the client. Its Wait is the last thing that happens before a request is sent, so it
// is also where the request is marked as sent.
type limiter struct {
	store    *Store
	limits   map[string]Limit
	lifetime time.Duration
	naive    bool
}

// Wait takes a slot and marks the booking, in one transaction. Reading is not limited.
func (l *limiter) Wait(ctx context.Context) error {
	call, ok := seam.CallFromContext(ctx)
	if !ok || call.Effect == gen.Read {
		return nil
	}
	a, _ := ctx.Value(attemptKey{}).(*attempt)
	var busy *busyError
	err := l.store.db.inTx(ctx, func(tx Tx) (err error) {
		busy, err = l.enter(ctx, tx, call)
		switch {
		case err != nil || a == nil:
			return err
		case busy != nil:
			_, err = tx.exec(ctx, `update bookings set due_at = {now} + ?2 where key = ?1`, a.key, busy.wait.Microseconds())
			return err
		case l.naive:
			return nil
		default:
			return a.mark(ctx, tx)
		}
	})
	switch {
	case err != nil:
		return err
	case busy != nil:
		counters.Add("limited", 1)
		return busy
	case a != nil:
		a.lane, a.limit = lane(call), l.limits[call.Operation]
	}
	return nil
}

// enter lets a request into its lane, or returns when to come back.
func (l *limiter) enter(ctx context.Context, tx Tx, call seam.CallDetails) (*busyError, error) {
	name := lane(call)
	busy, err := checkPause(ctx, tx, name)
	if limit, limited := l.limits[call.Operation]; limited && busy == nil && err == nil {
		return takeSlot(ctx, tx, name, limit, l.lifetime)
	}
	return busy, err
}

// mark writes down that a request is about to be sent. If the process is killed after that, another one
// finds the mark, and knows that the request may have been processed. Only one worker can mark a booking,
// and only as long as the booking is as that worker has read it.
func (a *attempt) mark(ctx context.Context, tx Tx) error {
	sent, err := json.Marshal(a.request)
	if err != nil {
		return err
	}
	marked := false
	err = tx.query(ctx, func(r row) error {
		marked = true
		return r.Scan(&a.markedAt)
	}, `update bookings set sent_at = {now}, sent = ?2
		where key = ?1 and sent_at in (0, ?3, ?4) and seam_id = ?5 returning sent_at`,
		a.key, string(sent), a.earlier, a.markedAt, a.seamID)
	if err == nil && !marked {
		err = errTaken
	}
	return err
}

// errTaken says that another worker is sending a request for the same booking, or has sent one.
var errTaken = errors.New("provision: another worker has the booking")

// pendingMark is the mark that a request which was refused has left: that of an earlier one, or none.
func (a *attempt) pendingMark() int64 {
	if a.earlier != 0 {
		return a.markedAt
	}
	return 0
}

// finishAttempt records what became of a request: its outcome in the booking, and its slot. The request may have
// been processed if maybeProcessed(failure); the mark stays then, and so does the slot.
func (w *Worker) finishAttempt(ctx context.Context, a *attempt, o *outcome, failure error) error {
	if maybeProcessed(failure) {
		counters.Add("doubted", 1)
		return nil
	}
	// The outcome is recorded even if the worker is being stopped.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	return w.store.db.inTx(ctx, func(tx Tx) error {
		if a.limit.Requests > 0 {
			if err := freeSlot(ctx, tx, a.lane, a.limit); err != nil {
				return err
			}
		}
		if e, ok := errors.AsType[*seam.Error](failure); ok && errors.Is(e, seam.ErrRateLimited) {
			if err := pause(ctx, tx, a.lane, max(e.RetryAfter, time.Second)); err != nil {
				return err
			}
		}
		switch {
		case failure != nil && a.earlier != 0:
			return nil // The mark is still that of an earlier request.
		case failure != nil:
			return clearMark(ctx, tx, a.key, a.markedAt)
		}
		return w.saveOutcome(ctx, tx, a.request.Booking, a.markedAt, *o)
	})
}

// maybeProcessed reports whether a request that failed may have been processed.
func maybeProcessed(err error) bool {
	_, processed := errors.AsType[*gen.MissingResultError](err)
	return processed || errors.Is(err, seam.ErrOutcomeUnknown)
}
