package provision

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// Swept counts what [Worker.Sweep] found.
type Swept struct {
	// Bookings is how many were compared, and Resources how many credentials, access grants and access codes
	// of bookings Seam has.
	Bookings, Resources int
	// Missing were made and are not at Seam. Unknown are at Seam and were not recorded. Different have other
	// times. Extra were made twice. Unissued were
	// issued, or should have been by now, and no event has said so.
	Missing, Unknown, Different, Extra, Unissued int
}

// Sweep compares all bookings with what Seam has, and repairs what differs: what people or other programs
// have changed, events that were lost, and whatever the assumptions of this program did not cover. It lists
// everything once, and leaves alone what belongs to no booking. Call it every hour or night.
//
// A booking that changes while Sweep lists is passed over.
func (w *Worker) Sweep(ctx context.Context) (Swept, error) {
	rows, since, err := w.store.snapshot(ctx)
	if err != nil {
		return Swept{}, err
	}
	found, err := w.inventory(ctx, rows)
	if err != nil {
		return Swept{}, err
	}
	s := &sweep{worker: w, since: since}
	for key, stored := range rows {
		s.count.Bookings++
		s.count.Resources += len(found[key])
		if err := s.compare(ctx, stored, found[key]); err != nil {
			return s.count, err
		}
	}
	if err := w.store.dropOldEvents(ctx); err != nil {
		return s.count, err
	}
	return s.count, s.repair(ctx)
}

// sweep gathers what has to be done.
type sweep struct {
	worker *Worker
	since  int64 // when the bookings were read
	count  Swept
	wake   []string
	save   []correction
}

// correction is what Seam has for a booking, in the place of what was stored.
type correction struct {
	key string
	outcome
}

// soon is how long before a stay a sweep asks whether its access has been issued. Until then there is time.
const soon = 72 * time.Hour

// compare compares one booking with what Seam has for it.
func (s *sweep) compare(ctx context.Context, stored *state, found []resource) error {
	if stored.sent != nil || stored.problem != "" || stored.desired.EndsAt.Before(time.Now()) {
		return nil // Its own job is about to find out, or people are, or it is over.
	}
	key := stored.desired.Key
	kept, extra := keep(stored.seamID, found)
	for _, resource := range extra {
		s.count.Extra++
		if err := s.remove(ctx, stored, resource); err != nil {
			return err
		}
	}
	switch {
	case kept == nil && stored.made == nil:
	case kept == nil:
		s.count.Missing++
		s.save = append(s.save, correction{key: key})
	case stored.made == nil:
		s.count.Unknown++
		s.save = append(s.save, correction{key, outcome{kept.asBooked(stored.desired), kept.id, false}})
	case kept.id != stored.seamID || !stored.made.sameTimes(*kept.asBooked(*stored.made)):
		s.count.Different++
		s.save = append(s.save, correction{key, outcome{kept.asBooked(*stored.made), kept.id, false}})
	case !stored.issued && !stored.desired.Cancelled && (kept.issued || time.Until(stored.desired.StartsAt) < soon):
		s.count.Unissued++
		return s.worker.check(ctx, stored)
	default:
		if todo, _ := stored.next(0); todo != nothing {
			s.wake = append(s.wake, key)
		}
	}
	return nil
}

// keep chooses the resource to keep of those that Seam has for a booking: the one that is recorded, or the first.
func keep(seamID string, found []resource) (kept *resource, extra []resource) {
	for i := range found {
		if found[i].id == seamID {
			kept = &found[i]
		}
	}
	if kept == nil && len(found) > 0 {
		kept = &found[0]
	}
	for _, t := range found {
		if t.id != kept.id {
			extra = append(extra, t)
		}
	}
	return kept, extra
}

// remove deletes a resource that was made twice.
func (s *sweep) remove(ctx context.Context, stored *state, extra resource) error {
	unchanged := false
	err := s.worker.store.db.inTx(ctx, func(tx Tx) (err error) {
		unchanged, err = s.isUnchanged(ctx, tx, stored.desired.Key)
		return err
	})
	if err != nil || !unchanged {
		return err
	}
	b := stored.desired
	if b.Method == AccessCode {
		b.Place.DeviceID = extra.booking.Place.DeviceID
	}
	return s.worker.makers[b.Method].remove(ctx, extra.id, b)
}

// isUnchanged reports whether a booking is as it was when the sweep began.
func (s *sweep) isUnchanged(ctx context.Context, tx Tx, key string) (unchanged bool, err error) {
	err = tx.query(ctx, func(row) error {
		unchanged = true
		return nil
	}, `select key from bookings where key = ?1 and sent_at = 0 and changed_at <= ?2{lock}`, key, s.since)
	return unchanged, err
}

// repair records what Seam has, in place of what was stored, and queues the jobs that change it.
func (s *sweep) repair(ctx context.Context) error {
	store := s.worker.store
	return store.db.inTx(ctx, func(tx Tx) error {
		wake := s.wake
		slices.SortFunc(s.save, func(a, b correction) int { return cmp.Compare(a.key, b.key) })
		for _, c := range s.save {
			unchanged, err := s.isUnchanged(ctx, tx, c.key)
			if err != nil {
				return err
			}
			if !unchanged {
				continue
			}
			if err := saveOutcome(ctx, tx, c.key, 0, c.outcome); err != nil {
				return err
			}
			if _, err := tx.exec(ctx, `update bookings set done = 0 where key = ?1`, c.key); err != nil {
				return err
			}
			wake = append(wake, c.key)
		}
		return store.wake(ctx, tx, wake)
	})
}

// dropOldEvents forgets events that Seam will not repeat any more.
func (s *Store) dropOldEvents(ctx context.Context) error {
	const month = 30 * 24 * time.Hour
	return s.exec(ctx, `delete from events where occurred_at < {now} - ?1`, month.Microseconds())
}

// snapshot returns all bookings and the time at which they were read.
func (s *Store) snapshot(ctx context.Context) (rows map[string]*state, now int64, err error) {
	rows = map[string]*state{}
	err = s.db.inTx(ctx, func(tx Tx) error {
		if err := tx.query(ctx, func(r row) error { return r.Scan(&now) }, `select {now}`); err != nil {
			return err
		}
		return tx.query(ctx, func(r row) error {
			stored, err := scanState(r)
			if err == nil {
				rows[stored.desired.Key] = stored
			}
			return err
		}, `select `+stateColumns+` from bookings`)
	})
	return rows, now, err
}

// inventory lists what Seam has for bookings, by their key.
func (w *Worker) inventory(ctx context.Context, rows map[string]*state) (map[string][]resource, error) {
	found := map[string][]resource{}
	return found, errors.Join(
		w.listCredentials(ctx, rows, found),
		w.listGrants(ctx, rows, found),
		w.listCodes(ctx, rows, found),
	)
}

func (w *Worker) listCredentials(ctx context.Context, rows map[string]*state, found map[string][]resource) error {
	keys := map[string]string{} // by user identity
	for key, stored := range rows {
		if stored.identityID != "" && methodOf(stored) == Credential {
			keys[stored.identityID] = key
		}
	}
	for c, err := range w.client.ACS.Credentials.List(ctx, seam.CredentialFilter{}, seam.CallReadAhead()) {
		if err != nil {
			return err
		}
		if key := keys[c.UserIdentityID]; key != "" {
			found[key] = append(found[key], credentialResource(c, Booking{}))
		}
	}
	return nil
}

func (w *Worker) listGrants(ctx context.Context, rows map[string]*state, found map[string][]resource) error {
	for g, err := range w.client.AccessGrants.List(ctx, seam.AccessGrantFilter{}, seam.CallReadAhead()) {
		if err != nil {
			return err
		}
		if stored := rows[g.AccessGrantKey]; stored != nil && methodOf(stored) == Grant {
			key := stored.desired.Key
			found[key] = append(found[key], grantResource(g, Booking{}))
		}
	}
	return nil
}

// listCodes lists the codes of each device that bookings name, a few devices at a time, because Seam has no
// list of all codes.
func (w *Worker) listCodes(ctx context.Context, rows map[string]*state, found map[string][]resource) error {
	const together = 8
	var mutex sync.Mutex // protects found
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(together)
	for device := range devicesOf(rows) {
		group.Go(func() error {
			codes, err := w.codesOn(ctx, device)
			mutex.Lock()
			defer mutex.Unlock()
			for _, code := range codes {
				if stored := rows[code.booking.Key]; stored != nil && methodOf(stored) == AccessCode {
					key := stored.desired.Key
					found[key] = append(found[key], code)
				}
			}
			return err
		})
	}
	return group.Wait()
}

// codesOn returns the codes of a device. A device that does not exist any more has none.
func (w *Worker) codesOn(ctx context.Context, device string) ([]resource, error) {
	var codes []resource
	for c, err := range w.client.AccessCodes.List(ctx, &gen.AccessCodesListRequest{DeviceID: &device}) {
		if errors.Is(err, seam.ErrNotFound) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		codes = append(codes, codeResource(c))
	}
	return codes, nil
}

// devicesOf are the devices that have access codes of bookings, or should have.
func devicesOf(rows map[string]*state) map[string]bool {
	devices := map[string]bool{}
	for _, stored := range rows {
		if stored.desired.Method == AccessCode {
			devices[stored.desired.Place.DeviceID] = true
		}
		if stored.made != nil && stored.made.Method == AccessCode {
			devices[stored.made.Place.DeviceID] = true
		}
	}
	return devices
}

// methodOf is the method of what a booking has at Seam.
func methodOf(s *state) Method {
	if s.made != nil {
		return s.made.Method
	}
	return s.desired.Method
}
