package provision

import (
	"context"
	"errors"

	seam "github.com/seam-go/seam/wrapper"
)

// check asks Seam whether something has been issued, after an event has said so. An event is a hint:
// events arrive late and in any order, what Seam shows now is true.
func (w *Worker) check(ctx context.Context, s *state) error {
	events, err := w.store.unhandled(ctx, s.seamID)
	if err != nil {
		return err
	}
	now, err := w.makers[s.made.Method].get(ctx, s.seamID, *s.made)
	if err != nil && !errors.Is(err, seam.ErrNotFound) {
		return err
	}
	return w.store.db.inTx(ctx, func(tx Tx) error {
		for _, id := range events {
			if _, err := tx.exec(ctx, `update events set handled = 1 where event_id = ?1 and subject = ?2`, id, s.seamID); err != nil {
				return err
			}
		}
		if !now.issued {
			return nil
		}
		return w.saveIssued(ctx, tx, s.desired, s.seamID)
	})
}

// unhandled returns the IDs of the events that have come until now. Those that come later are for another check.
func (s *Store) unhandled(ctx context.Context, seamID string) (ids []string, err error) {
	err = s.db.inTx(ctx, func(tx Tx) error {
		ids = nil
		return tx.query(ctx, func(r row) error {
			var id string
			err := r.Scan(&id)
			ids = append(ids, id)
			return err
		}, `select event_id from events where subject = ?1 and handled = 0 order by occurred_at, event_id`, seamID)
	})
	return ids, err
}

// saveOutcome records the outcome of a request and, if it has been issued by now, that.
func (w *Worker) saveOutcome(ctx context.Context, tx Tx, b Booking, markedAt int64, o outcome) error {
	if err := saveOutcome(ctx, tx, b.Key, markedAt, o); err != nil || !o.issued {
		return err
	}
	return w.saveIssued(ctx, tx, b, o.seamID)
}

// saveIssued records that a guest can use what was booked, and tells the program so, once.
func (w *Worker) saveIssued(ctx context.Context, tx Tx, b Booking, seamID string) error {
	changed, err := tx.exec(ctx, `update bookings set issued_at = {now}, changed_at = {now}
		where key = ?1 and seam_id = ?2 and issued_at = 0`, b.Key, seamID)
	if err != nil || changed == 0 {
		return err
	}
	counters.Add("issued", 1)
	if w.options.OnIssued == nil {
		return nil
	}
	return w.options.OnIssued(ctx, tx, b)
}
