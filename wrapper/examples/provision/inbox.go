package provision

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// Inbox returns the endpoint for Seam's webhooks. Of an event that says that something has been issued it
// stores the ID, and responds only then, so Seam repeats what is lost; an event that comes twice is stored
// once. It wakes the booking that waits for the event. The order in which events arrive makes no difference,
// because a booking asks Seam for its present state. Their content, which may be a PIN, is not stored.
func (w *Worker) Inbox(webhook *seam.Webhook) http.Handler {
	return webhook.Handler(func(ctx context.Context, event *gen.Event) error {
		if !slices.Contains(issuing, event.EventType) {
			return nil
		}
		return w.store.receive(ctx, []*gen.Event{event})
	})
}

// receive stores events, and then wakes the bookings that they are about. The events are committed first: a
// booking whose ID at Seam is not recorded yet is not found here, and finds the event itself.
func (s *Store) receive(ctx context.Context, events []*gen.Event) error {
	about := map[string]bool{}
	err := s.db.inTx(ctx, func(tx Tx) error {
		for _, event := range sorted(events) {
			for _, subject := range subjects(event) {
				about[subject] = true
				_, err := tx.exec(ctx, `insert into events (event_id, subject, type, occurred_at) values (?1, ?2, ?3, ?4)
					on conflict do nothing`, event.EventID, subject, string(event.EventType), event.OccurredAt.UnixMicro())
				if err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.db.inTx(ctx, func(tx Tx) error {
		var waiting []string
		for subject := range about {
			err := tx.query(ctx, func(r row) error {
				var key string
				err := r.Scan(&key)
				waiting = append(waiting, key)
				return err
			}, `select key from bookings where seam_id = ?1 and issued_at = 0 and exists
				(select 1 from events where subject = ?1 and handled = 0)`, subject)
			if err != nil {
				return err
			}
		}
		slices.Sort(waiting)
		for _, key := range waiting {
			// The lock is for the reason that Book has: a job is either queued, or sees the event.
			if _, err := s.load(ctx, tx, key); err != nil {
				return err
			}
		}
		return s.wake(ctx, tx, waiting)
	})
}

// sorted orders events by ID, so that two workers with the same events do not wait for each other.
func sorted(events []*gen.Event) []*gen.Event {
	return slices.SortedFunc(slices.Values(events), func(a, b *gen.Event) int { return cmp.Compare(a.EventID, b.EventID) })
}

// subjects are the IDs of what an event is about, as far as bookings may have made it.
func subjects(event *gen.Event) []string {
	var about struct {
		GrantID      string   `json:"access_grant_id"`
		GrantIDs     []string `json:"access_grant_ids"`
		CredentialID string   `json:"acs_credential_id"`
		CodeID       string   `json:"access_code_id"`
	}
	if json.Unmarshal(event.Raw(), &about) != nil {
		return nil // The fields have other types, so it is about something else.
	}
	var ids []string
	for _, id := range append(about.GrantIDs, about.GrantID, about.CredentialID, about.CodeID) {
		if id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

const (
	// eventsPage is how many events are fetched at a time.
	eventsPage = 500
	// eventsOverlap is how much earlier to begin than the last time, and how much later than now to end:
	// events may be recorded later than they occurred, and clocks differ.
	eventsOverlap = time.Hour
)

// issuing are the events that say that something may have been issued.
var issuing = []gen.EventType{
	gen.EventTypeAccessMethodIssued, gen.EventTypeAccessMethodReissued, gen.EventTypeAccessCodeSetOnDevice,
}

// CatchUp fetches the events that were missed while no endpoint was reachable. Call it when a worker has
// been started, and now and then: Seam stops repeating an event after about a day.
func (w *Worker) CatchUp(ctx context.Context) error {
	now := time.Now()
	since, err := w.store.caughtUp(ctx)
	if err != nil {
		return err
	}
	if err := w.fetchEvents(ctx, since.Add(-eventsOverlap), now.Add(eventsOverlap)); err != nil {
		return err
	}
	return w.store.saveCaughtUp(ctx, now)
}

// fetchEvents fetches the events between two times. There are no pages and no order to rely on: if there are
// as many as were asked for, there may be more, and each half is fetched by itself.
func (w *Worker) fetchEvents(ctx context.Context, from, to time.Time) error {
	events, err := w.client.Events.List(ctx, &gen.EventsListRequest{
		Between:    []string{from.UTC().Format(time.RFC3339Nano), to.UTC().Format(time.RFC3339Nano)},
		EventTypes: issuing,
		Limit:      new(eventsPage),
	})
	if err != nil {
		return err
	}
	if err := w.store.receive(ctx, events); err != nil {
		return err
	}
	half := to.Sub(from) / 2
	if len(events) < eventsPage || half < time.Millisecond {
		return nil
	}
	if err := w.fetchEvents(ctx, from, from.Add(half)); err != nil {
		return err
	}
	return w.fetchEvents(ctx, from.Add(half), to)
}

// caughtUp returns until when no events are missing; a day ago if that is not known.
func (s *Store) caughtUp(ctx context.Context) (time.Time, error) {
	var until int64
	err := s.db.inTx(ctx, func(tx Tx) error {
		return tx.query(ctx, func(r row) error { return r.Scan(&until) }, `select coalesce(max(until), 0) from caught_up`)
	})
	if until == 0 {
		return time.Now().AddDate(0, 0, -1), err
	}
	return time.UnixMicro(until), err
}

func (s *Store) saveCaughtUp(ctx context.Context, until time.Time) error {
	return s.exec(ctx, `insert into caught_up (id, until) values (1, ?1)
		on conflict (id) do update set until = {max}(excluded.until, caught_up.until)`, until.UnixMicro())
}
