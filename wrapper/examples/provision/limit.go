package provision

import (
	"context"
	"fmt"
	"time"

	seam "github.com/seam-go/seam/wrapper"
)

// Limit is how many requests of an operation Seam accepts for one device in a period.
type Limit struct {
	Requests int
	Period   time.Duration
}

// SeamLimits are the limits that Seam documents, by operation.
func SeamLimits() map[string]Limit {
	return map[string]Limit{
		"/access_codes/create": {10, time.Minute},
		"/access_codes/update": {10, time.Minute},
		"/access_codes/delete": {20, time.Minute},
		"/locks/lock_door":     {15, time.Minute},
		"/locks/unlock_door":   {15, time.Minute},
	}
}

// lane returns what is limited: the operation on the device, or the operation alone.
func lane(call seam.CallDetails) string {
	if device := call.ID("device_id"); device != "" {
		return call.Operation + " " + device
	}
	return call.Operation
}

// busyError says that a request has to wait for a lane.
type busyError struct {
	lane string
	wait time.Duration
}

func (e *busyError) Error() string {
	return fmt.Sprintf("provision: %s is busy for %s", e.lane, e.wait.Round(time.Millisecond))
}

// takeSlot lets a request enter a lane. If it has to wait, takeSlot returns a [*busyError] as its first
// result: the place in the line has to be committed.
//
// A lane has as many slots as Seam accepts requests in a period. A request takes one, and gives it back
// a period after its response has arrived: Seam has counted it by then. Until there is a response, the slot
// is held for a lifetime and a period more, which covers a worker that was killed. So Seam never counts more
// requests in a period than there are slots, however long they are on their way.
func takeSlot(ctx context.Context, tx Tx, lane string, limit Limit, lifetime time.Duration) (*busyError, error) {
	taken, err := takeFreeSlot(ctx, tx, lane, limit, lifetime)
	if err != nil || taken {
		return nil, err
	}
	added, err := addSlots(ctx, tx, lane, limit.Requests)
	if err != nil {
		return nil, err
	}
	if added {
		if taken, err := takeFreeSlot(ctx, tx, lane, limit, lifetime); err != nil || taken {
			return nil, err
		}
	}
	return lineUp(ctx, tx, lane, limit)
}

func takeFreeSlot(ctx context.Context, tx Tx, lane string, limit Limit, lifetime time.Duration) (bool, error) {
	taken, err := tx.exec(ctx, `update slots set free_at = {now} + ?2, held_until = {now} + ?3 where lane = ?1 and number =
		(select number from slots where lane = ?1 and free_at <= {now} and held_until <= {now} order by free_at limit 1{skip})`,
		lane, limit.Period.Microseconds(), (lifetime + limit.Period).Microseconds())
	return taken == 1, err
}

// addSlots adds the slots of a lane that is used for the first time.
func addSlots(ctx context.Context, tx Tx, lane string, slots int) (bool, error) {
	added := int64(0)
	for number := range slots {
		rows, err := tx.exec(ctx, `insert into slots (lane, number) values (?1, ?2) on conflict do nothing`, lane, number)
		if err != nil {
			return false, err
		}
		added += rows
	}
	return added > 0, nil
}

// lineUp returns when to try again. Each request in the line is promised a time of its own, so that they do
// not all come back at once. One whose slot is late waits for it, and does not go to the end of the line.
func lineUp(ctx context.Context, tx Tx, lane string, limit Limit) (*busyError, error) {
	var wait int64
	read := func(r row) error { return r.Scan(&wait) }
	err := tx.query(ctx, read, `select coalesce(min({max}(free_at, held_until)), 0) - {now} from slots where lane = ?1`, lane)
	interval := limit.Period / time.Duration(limit.Requests)
	if err == nil && wait > interval.Microseconds() {
		err = tx.query(ctx, read, `update slots set promised_at = {max}(free_at, promised_at) + ?2 where lane = ?1 and number =
			(select number from slots where lane = ?1 order by {max}(free_at, promised_at) limit 1{lock})
			returning promised_at - ?2 - {now}`, lane, limit.Period.Microseconds())
	}
	if err != nil {
		return nil, err
	}
	return &busyError{lane: lane, wait: time.Duration(max(wait, 1000)) * time.Microsecond}, nil
}

// freeSlot gives back a slot of a lane after a response. Which one makes no difference: the others are held
// at least as long as they should be.
func freeSlot(ctx context.Context, tx Tx, lane string, limit Limit) error {
	_, err := tx.exec(ctx, `update slots set free_at = {now} + ?2, held_until = 0 where lane = ?1 and number =
		(select number from slots where lane = ?1 and held_until > {now} order by held_until limit 1{lock})`,
		lane, limit.Period.Microseconds())
	return err
}

// checkPause returns a [*busyError] while Seam wants no requests in a lane, and else nil.
func checkPause(ctx context.Context, tx Tx, lane string) (*busyError, error) {
	var wait int64
	err := tx.query(ctx, func(r row) error { return r.Scan(&wait) },
		`select until - {now} from pauses where lane = ?1`, lane)
	if err != nil || wait <= 0 {
		return nil, err
	}
	return &busyError{lane: lane, wait: time.Duration(wait) * time.Microsecond}, nil
}

// pause keeps all workers out of a lane for as long as Seam asks with a 429.
func pause(ctx context.Context, tx Tx, lane string, d time.Duration) error {
	_, err := tx.exec(ctx, `insert into pauses (lane, until) values (?1, {now} + ?2)
		on conflict (lane) do update set until = {max}(excluded.until, pauses.until)`, lane, d.Microseconds())
	return err
}
