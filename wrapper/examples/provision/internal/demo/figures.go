package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/examples/provision"
)

// Figures measures and prints: how near to the limit of Seam two workers come, how long it takes to enqueue
// and to work bookings, how much memory the workers need, and how long a sweep takes. Of cfg it uses
// Bookings, Database, Executable, WorkerEnv, Out and Log.
func Figures(ctx context.Context, cfg Config) error {
	cfg.CallTimeout, cfg.Margin = 30*time.Second, time.Minute
	return errors.Join(throughput(ctx, cfg), manyBookings(ctx, cfg))
}

func figure(out io.Writer, what, format string, args ...any) {
	fmt.Fprintf(out, "%-36s %s\n", what, fmt.Sprintf(format, args...))
}

// throughput has two workers make codes on one lock as fast as the limit allows. A minute takes six seconds.
func throughput(ctx context.Context, cfg Config) error {
	const codes = 300
	cfg.Minute = 6 * time.Second
	return withRun(ctx, cfg, func(ctx context.Context, r *run) error {
		r.booked = r.world.bookings(codes, r.random)
		for i := range r.booked {
			r.booked[i].Method, r.booked[i].Place = provision.AccessCode, r.world.places[provision.AccessCode][0]
		}
		if err := r.store.BookNow(ctx, r.booked...); err != nil {
			return err
		}
		started := time.Now()
		if err := r.work(ctx, func(provision.Progress) {}); err != nil {
			return err
		}
		took := time.Since(started)
		limit := provision.SeamLimits()["/access_codes/create"].Requests
		// The first requests can be sent at once, and then so many in each period.
		ideal := time.Duration(codes-limit) * cfg.Minute / time.Duration(limit)
		figure(cfg.Out, "codes on one lock, two workers", "%d in %.1f s; the limit allows %.1f s, so %.1f %% of it; refused %d",
			codes, took.Seconds(), ideal.Seconds(), 100*ideal.Seconds()/took.Seconds(), r.front.traffic().AboveLimit)
		return nil
	})
}

// manyBookings enqueues bookings, works them, and sweeps.
func manyBookings(ctx context.Context, cfg Config) error {
	cfg.Minute = time.Second // so that the limits do not slow it down
	return withRun(ctx, cfg, func(ctx context.Context, r *run) error {
		r.booked = r.world.bookings(cfg.Bookings, r.random)
		started := time.Now()
		if err := r.store.BookNow(ctx, r.booked...); err != nil {
			return err
		}
		figure(cfg.Out, "enqueue, in one transaction", "%d in %.1f s", cfg.Bookings, time.Since(started).Seconds())

		started = time.Now()
		tenth := 0
		err := r.work(ctx, func(p provision.Progress) {
			if n := 10 * p.Done / cfg.Bookings; n > tenth {
				tenth = n
				figure(cfg.Out, fmt.Sprintf("memory of the workers at %d0 %%", n), "%.0f and %.0f MiB",
					r.workers[0].memory(), r.workers[1].memory())
			}
		})
		if err != nil {
			return err
		}
		took := time.Since(started)
		figure(cfg.Out, "work, two workers", "%d in %.0f s, %.0f a second", cfg.Bookings, took.Seconds(), float64(cfg.Bookings)/took.Seconds())
		return r.timeSweep(ctx)
	})
}

// timeSweep sweeps with a worker in this process, after the others have ended.
func (r *run) timeSweep(ctx context.Context) error {
	for _, p := range r.workers {
		if err := p.kill(); err != nil {
			return err
		}
	}
	r.workers = nil
	worker, err := provision.StartWorker(ctx, r.store, seam.APIKey(r.world.seam.APIKey()),
		provision.Options{Name: "sweeper"}, seam.WithEndpoint(r.seamURL))
	if err != nil {
		return err
	}
	started := time.Now()
	swept, err := worker.Sweep(ctx)
	figure(r.Out, "sweep", "%d bookings in %.1f s; missing %d, unknown %d, different %d, made twice %d", swept.Bookings,
		time.Since(started).Seconds(), swept.Missing, swept.Unknown, swept.Different, swept.Extra)
	return errors.Join(err, worker.Stop(ctx))
}

// work starts two workers and waits until all bookings are done.
func (r *run) work(ctx context.Context, watch func(provision.Progress)) error {
	if err := r.startWorkers(ctx); err != nil {
		return err
	}
	for {
		p, err := r.store.Progress(ctx)
		if err != nil {
			return err
		}
		watch(p)
		if p.Done == p.Bookings {
			return nil
		}
		if err := pause(ctx, 200*time.Millisecond); err != nil {
			return err
		}
	}
}

// memory is what the process has in memory, in MiB; 0 where the system does not say.
func (p *process) memory() float64 {
	status, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(p.cmd.Process.Pid), "status"))
	if err != nil {
		return 0
	}
	_, rest, _ := bytes.Cut(status, []byte("VmRSS:"))
	var kib float64
	fmt.Sscan(string(rest), &kib) // It stays 0 if there is no number.
	return kib / 1024
}
