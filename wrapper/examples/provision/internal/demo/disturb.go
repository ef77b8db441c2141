package demo

import (
	"context"
	"time"

	"github.com/seam-go/seam/wrapper/examples/provision"
	"github.com/seam-go/seam/wrapper/examples/provision/internal/clock"
)

// disturb kills workers and changes bookings while the work goes on.
func (r *run) disturb(ctx context.Context, line *progressLine, p provision.Progress) error {
	if !r.changed() && 2*p.Done > p.Bookings {
		changes := r.world.changes(r.booked, r.random)
		if err := r.store.BookNow(ctx, changes...); err != nil {
			return err
		}
		r.apply(changes)
		line.say("%d bookings changed or cancelled", len(changes))
	}
	if r.RestartDatabase != nil && 3*p.Done > p.Bookings {
		restart := r.RestartDatabase
		r.RestartDatabase = nil
		line.say("the database is restarted")
		return restart(ctx)
	}
	// The kills come at random moments, spread over the work.
	due := float64(r.account.Kills+1) / float64(r.Kills+1)
	if r.account.Kills < r.Kills && float64(p.Done) >= due*0.9*float64(p.Bookings) {
		return r.killOne(ctx, line)
	}
	return nil
}

func (r *run) changed() bool {
	for _, b := range r.booked {
		if b.Generation > 1 {
			return true
		}
	}
	return false
}

func (r *run) apply(changes []provision.Booking) {
	changed := map[string]provision.Booking{}
	for _, b := range changes {
		changed[b.Key] = b
	}
	for i, b := range r.booked {
		if c, ok := changed[b.Key]; ok {
			r.booked[i] = c
		}
	}
}

func (r *run) killOne(ctx context.Context, line *progressLine) error {
	if err := clock.Sleep(ctx, time.Duration(r.random.IntN(200))*time.Millisecond); err != nil {
		return err
	}
	i := r.random.IntN(len(r.workers))
	if err := r.workers[i].kill(); err != nil {
		return err
	}
	r.account.Kills++
	line.say("kill -9 of worker %d, which is started again", i+1)
	p, err := r.startWorker(ctx, i)
	if err != nil {
		return err
	}
	r.workers[i] = p
	return nil
}
