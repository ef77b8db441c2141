package provision

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"
)

// quiet is the logger of River where it has nothing to say.
var quiet = slog.New(slog.DiscardHandler)

// Store holds the bookings and the queue, in one database. It may be used by many goroutines at once.
type Store struct{ db database }

// Open opens the database at url and creates the tables that it lacks. The url is that of a PostgreSQL
// database, such as "postgres://user@host/name", or else the path of a SQLite file.
//
// SQLite is for one machine. Several processes on it may share the file.
func Open(ctx context.Context, url string) (*Store, error) {
	open := openSQLite
	if strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://") {
		open = openPostgres
	}
	db, err := open(ctx, url)
	if err != nil {
		return nil, fmt.Errorf("provision: %w", err)
	}
	return &Store{db}, nil
}

// Close closes the database.
func (s *Store) Close() error { return s.db.close() }

// Book stores bookings, new and changed ones, and queues the work. It does both in tx, so they happen
// together with the other changes of the transaction, or not at all. It ignores stale changes: see
// Booking.Generation. On PostgreSQL, be ready to repeat your transaction after a deadlock.
func (s *Store) Book(ctx context.Context, tx Tx, bookings ...Booking) error {
	var changed []string
	// Rows are always locked in the order of their keys, so that transactions do not wait for each other.
	byKey := func(a, b Booking) int { return cmp.Compare(a.Key, b.Key) }
	for _, b := range slices.SortedStableFunc(slices.Values(bookings), byKey) {
		if err := b.check(); err != nil {
			return err
		}
		desired, err := json.Marshal(b.rounded())
		if err != nil {
			return err
		}
		// The row is changed before the job is queued. A worker that completes a job locks the row: it
		// either sees this change or has completed before, so that a new job is queued.
		rows, err := tx.exec(ctx, `insert into bookings (key, desired, generation, changed_at) values (?1, ?2, ?3, {now})
			on conflict (key) do update set desired = excluded.desired, generation = excluded.generation,
				problem = '', due_at = 0, changed_at = excluded.changed_at
			where excluded.generation > bookings.generation`, b.Key, string(desired), b.Generation)
		if err != nil {
			return err
		}
		if rows > 0 {
			changed = append(changed, b.Key)
		}
	}
	return s.wake(ctx, tx, changed)
}

// BookNow is [Store.Book] in a transaction of its own.
func (s *Store) BookNow(ctx context.Context, bookings ...Booking) error {
	return s.db.inTx(ctx, func(tx Tx) error { return s.Book(ctx, tx, bookings...) })
}

// wake queues a job for each booking that has none.
func (s *Store) wake(ctx context.Context, tx Tx, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	counters.Add("queued", int64(len(keys)))
	return s.db.insertJobs(ctx, tx, keys)
}

const stateColumns = `desired, identity_id, made, seam_id, issued_at, sent_at, sent, problem, due_at, {now},
	(select count(*) from events where handled = 0 and subject = seam_id and seam_id <> '')`

// load returns the stored state of a booking, and locks it.
func (s *Store) load(ctx context.Context, tx Tx, key string) (*state, error) {
	found, err := s.find(ctx, tx, key)
	if err == nil && found == nil {
		err = fmt.Errorf("provision: there is no booking %q", key)
	}
	return found, err
}

// find is load for a booking that may not exist: it returns nil then.
func (s *Store) find(ctx context.Context, tx Tx, key string) (found *state, err error) {
	err = tx.query(ctx, func(r row) (err error) {
		found, err = scanState(r)
		return err
	}, `select `+stateColumns+` from bookings where key = ?1{lock}`, key)
	return found, err
}

func scanState(r row) (*state, error) {
	var s state
	var desired, made, sent string
	var issuedAt, sentAt, dueAt, now int64
	err := r.Scan(&desired, &s.identityID, &made, &s.seamID, &issuedAt, &sentAt, &sent, &s.problem, &dueAt, &now, &s.events)
	if err != nil {
		return nil, err
	}
	s.issued = issuedAt != 0
	s.due = max(0, time.Duration(dueAt-now)*time.Microsecond)
	if err := json.Unmarshal([]byte(desired), &s.desired); err != nil {
		return nil, err
	}
	if made != "" {
		s.made = new(Booking)
		if err := json.Unmarshal([]byte(made), s.made); err != nil {
			return nil, err
		}
	}
	if sentAt != 0 {
		s.sent = &request{at: sentAt, age: time.Duration(now-sentAt) * time.Microsecond}
		if err := json.Unmarshal([]byte(sent), s.sent); err != nil {
			return nil, err
		}
	}
	return &s, nil
}

func (s *Store) saveIdentity(ctx context.Context, key, id string) error {
	return s.exec(ctx, `update bookings set identity_id = ?2 where key = ?1`, key, id)
}

// saveProblem records why Seam refused a booking. It stays until the booking is changed. Seam may
// repeat a PIN that it refuses, but this program sends none.
func (s *Store) saveProblem(ctx context.Context, b Booking, problem string) error {
	return s.exec(ctx, `update bookings set problem = ?2, changed_at = {now} where key = ?1 and generation = ?3`,
		b.Key, problem, b.Generation)
}

func (s *Store) exec(ctx context.Context, query string, args ...any) error {
	return s.db.inTx(ctx, func(tx Tx) error {
		_, err := tx.exec(ctx, query, args...)
		return err
	})
}

// outcome is what a request has made of a booking.
type outcome struct {
	made   *Booking // nil if Seam has nothing now
	seamID string
	issued bool
}

// saveOutcome records the outcome of the request that was marked at a time. It changes nothing if another
// worker has taken care of that request.
func saveOutcome(ctx context.Context, tx Tx, key string, markedAt int64, o outcome) error {
	var made []byte
	if o.made != nil {
		var err error
		if made, err = json.Marshal(o.made); err != nil {
			return err
		}
	}
	_, err := tx.exec(ctx, `update bookings set made = ?3, seam_id = ?4, issued_at = 0, sent_at = 0, sent = '',
		identity_id = case when ?4 = '' then '' else identity_id end,
		changed_at = {now} where key = ?1 and sent_at = ?2`, key, markedAt, string(made), o.seamID)
	return err
}

// Progress counts bookings.
type Progress struct {
	// Bookings is how many there are, and Done how many of them are as desired or refused.
	Bookings, Done int
	// Unknown is how many wait for a request whose outcome is unknown.
	Unknown int
	// Refused is how many Seam has refused.
	Refused int
	// Issued is how many guests can open their doors.
	Issued int
}

// Progress returns how far the work is.
func (s *Store) Progress(ctx context.Context) (p Progress, err error) {
	err = s.db.inTx(ctx, func(tx Tx) error {
		return tx.query(ctx, func(r row) error { return r.Scan(&p.Bookings, &p.Done, &p.Unknown, &p.Refused, &p.Issued) },
			`select count(*), coalesce(sum(case when done = generation then 1 else 0 end), 0),
				coalesce(sum(case when sent_at <> 0 then 1 else 0 end), 0),
				coalesce(sum(case when problem <> '' then 1 else 0 end), 0),
				coalesce(sum(case when issued_at <> 0 then 1 else 0 end), 0) from bookings`)
	})
	return p, err
}

// clearMark records that the request which was marked at a time has not been processed, or can be repeated.
func clearMark(ctx context.Context, tx Tx, key string, markedAt int64) error {
	_, err := tx.exec(ctx, `update bookings set sent_at = 0, sent = '' where key = ?1 and sent_at = ?2`, key, markedAt)
	return err
}
