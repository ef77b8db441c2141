package provision

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/seam-go/seam/wrapper/examples/provision/internal/clock"
)

const testLane = "/access_codes/create device"

func takeIn(ctx context.Context, store *Store, limit Limit, lifetime time.Duration) (busy *busyError, err error) {
	err = store.db.inTx(ctx, func(tx Tx) (err error) {
		busy, err = takeSlot(ctx, tx, testLane, limit, lifetime)
		return err
	})
	return busy, err
}

func freeIn(ctx context.Context, store *Store, limit Limit) error {
	return store.db.inTx(ctx, func(tx Tx) error { return freeSlot(ctx, tx, testLane, limit) })
}

func openTestStores(t *testing.T, n int) []*Store {
	path := filepath.Join(t.TempDir(), "test.db")
	stores := make([]*Store, n)
	for i := range stores {
		store, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = store.Close() })
		stores[i] = store
	}
	return stores
}

// Seam counts a request at any time between taking the slot and giving it back. Whenever it does, it never
// counts more than the limit in a period.
func TestSharedLimitIsNeverExceeded(t *testing.T) {
	limit := Limit{Requests: 5, Period: 200 * time.Millisecond}
	var mu sync.Mutex
	var counted []time.Time
	var workers sync.WaitGroup
	started := time.Now()
	const each, of = 10, 3
	for i, store := range openTestStores(t, of) {
		random := rand.New(rand.NewPCG(1, uint64(i)))
		workers.Go(func() {
			for range each {
				for {
					busy, err := takeIn(t.Context(), store, limit, time.Second)
					if err != nil {
						t.Error(err)
						return
					}
					if busy == nil {
						break
					}
					if clock.Sleep(t.Context(), busy.wait) != nil {
						return
					}
				}
				_ = clock.Sleep(t.Context(), time.Duration(random.IntN(30))*time.Millisecond) // on its way
				mu.Lock()
				counted = append(counted, time.Now())
				mu.Unlock()
				if err := freeIn(t.Context(), store, limit); err != nil {
					t.Error(err)
				}
			}
		})
	}
	workers.Wait()
	slices.SortFunc(counted, time.Time.Compare)
	if len(counted) != each*of {
		t.Fatalf("%d requests", len(counted))
	}
	for i := limit.Requests; i < len(counted); i++ {
		// The database rounds times to milliseconds.
		if apart := counted[i].Sub(counted[i-limit.Requests]); apart < limit.Period-2*time.Millisecond {
			t.Errorf("requests %d and %d are %s apart", i-limit.Requests, i, apart)
		}
	}
	t.Logf("%d requests in %s", len(counted), time.Since(started))
}

func TestSlotOfLostRequestIsHeld(t *testing.T) {
	limit := Limit{Requests: 2, Period: 100 * time.Millisecond}
	store := openTestStores(t, 1)[0]
	const lifetime = time.Hour
	for range limit.Requests {
		if busy, err := takeIn(t.Context(), store, limit, lifetime); busy != nil || err != nil {
			t.Fatal(busy, err)
		}
	}
	if err := freeIn(t.Context(), store, limit); err != nil {
		t.Fatal(err)
	}
	if busy, err := takeIn(t.Context(), store, limit, lifetime); busy == nil || err != nil || busy.wait > limit.Period {
		t.Fatalf("got %v, %v", busy, err)
	}
	_ = clock.Sleep(t.Context(), limit.Period)
	if busy, err := takeIn(t.Context(), store, limit, lifetime); busy != nil || err != nil {
		t.Fatalf("the slot that was given back: got %v, %v", busy, err)
	}
	if busy, err := takeIn(t.Context(), store, limit, lifetime); busy == nil || err != nil {
		t.Fatalf("the slot that was not: got %v, %v", busy, err)
	}
}

func TestPauseIsForAllWorkers(t *testing.T) {
	stores := openTestStores(t, 2)
	err := stores[0].db.inTx(t.Context(), func(tx Tx) error { return pause(t.Context(), tx, testLane, time.Minute) })
	if err != nil {
		t.Fatal(err)
	}
	err = stores[1].db.inTx(t.Context(), func(tx Tx) error {
		busy, err := checkPause(t.Context(), tx, testLane)
		if busy == nil || busy.wait < 50*time.Second {
			t.Errorf("got %v", busy)
		}
		other, err2 := checkPause(t.Context(), tx, "another lane")
		if other != nil || err2 != nil {
			t.Errorf("another lane: got %v, %v", other, err2)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
