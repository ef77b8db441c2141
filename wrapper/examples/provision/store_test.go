package provision

import (
	"errors"
	"testing"
	"time"
)

func testBooking() Booking {
	starts := time.Now().AddDate(0, 1, 0)
	return Booking{
		Key: "b", Generation: 1, Method: AccessCode, Place: Place{DeviceID: "lock"},
		StartsAt: starts, EndsAt: starts.AddDate(0, 0, 1),
	}
}

func count(t *testing.T, store *Store, table string) (n int) {
	err := store.db.inTx(t.Context(), func(tx Tx) error {
		return tx.query(t.Context(), func(r row) error { return r.Scan(&n) }, "select count(*) from "+table)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestBookingAndJobAreInOneTransaction(t *testing.T) {
	store := openTestStores(t, 1)[0]
	failure := errors.New("the reservation was not stored")
	err := store.db.inTx(t.Context(), func(tx Tx) error {
		if err := store.Book(t.Context(), tx, testBooking()); err != nil {
			t.Error(err)
		}
		return failure
	})
	if !errors.Is(err, failure) || count(t, store, "bookings") != 0 || count(t, store, "river_job") != 0 {
		t.Errorf("got %v, %d bookings, %d jobs", err, count(t, store, "bookings"), count(t, store, "river_job"))
	}
	for range 2 {
		if err := store.BookNow(t.Context(), testBooking()); err != nil {
			t.Fatal(err)
		}
	}
	if count(t, store, "bookings") != 1 || count(t, store, "river_job") != 1 {
		t.Errorf("%d bookings, %d jobs", count(t, store, "bookings"), count(t, store, "river_job"))
	}
}

// A worker that has read a booking and then fallen behind cannot send a request that another has sent.
func TestOnlyOneWorkerMarksABooking(t *testing.T) {
	stores := openTestStores(t, 2)
	b := testBooking()
	if err := stores[0].BookNow(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	newAttempt := func() *attempt { return &attempt{key: b.Key, request: request{Step: create, Booking: b}} }
	mark := func(store *Store, a *attempt) error {
		return store.db.inTx(t.Context(), func(tx Tx) error { return a.mark(t.Context(), tx) })
	}
	first, slow := newAttempt(), newAttempt()
	if err := mark(stores[0], first); err != nil {
		t.Fatal(err)
	}
	if err := mark(stores[1], slow); !errors.Is(err, errTaken) {
		t.Errorf("while a request is under way: got %v", err)
	}
	err := stores[0].db.inTx(t.Context(), func(tx Tx) error {
		return saveOutcome(t.Context(), tx, b.Key, first.markedAt, outcome{made: &b, seamID: "made"})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := mark(stores[1], slow); !errors.Is(err, errTaken) {
		t.Errorf("after its outcome was recorded: got %v", err)
	}
}
