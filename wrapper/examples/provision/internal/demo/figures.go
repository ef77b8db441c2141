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
	"github.com/seam-go/seam/wrapper/examples/provision/internal/clock"
)

// Figures measures and prints: how fast two workers are and how much memory they need, how near they come to
// the limit of Seam, how long it takes to enqueue bookings, and how long a sweep takes. Of cfg it uses
// Bookings, Database, Executable, WorkerEnv, Out and Log.
func Figures(ctx context.Context, cfg Config) error {
	cfg.CallTimeout, cfg.Margin = 30*time.Second, time.Minute
	return errors.Join(work(ctx, cfg), throughput(ctx, cfg), sweep(ctx, cfg))
}

func figure(out io.Writer, what, format string, args ...any) {
	fmt.Fprintf(out, "%-36s %s\n", what, fmt.Sprintf(format, args...))
}

// work has two workers make a tenth of the bookings, and looks at their memory. There are no grants among
// them: the fake needs longer for a grant the more there are, and would be measured instead.
func work(ctx context.Context, cfg Config) error {
	cfg.Bookings /= 10
	cfg.Minute = time.Second // so that the limits do not slow it down
	return withRun(ctx, cfg, func(ctx context.Context, r *run) error {
		r.booked = r.world.bookings(cfg.Bookings, r.random)
		for i := range r.booked {
			if r.booked[i].Method == provision.Grant {
				r.booked[i].Method = provision.Credential
			}
		}
		if err := r.store.BookNow(ctx, r.booked...); err != nil {
			return err
		}
		started, fifth := time.Now(), 0
		err := r.work(ctx, func(p provision.Progress) {
			if n := 5 * p.Done / cfg.Bookings; n > fifth {
				fifth = n
				figure(cfg.Out, fmt.Sprintf("memory of the workers at %d %%", 20*n), "%.0f and %.0f MiB",
					r.workers[0].memory(), r.workers[1].memory())
			}
		})
		took := time.Since(started)
		figure(cfg.Out, "credentials and codes, two workers", "%d in %.0f s, %.0f a second", cfg.Bookings, took.Seconds(), float64(cfg.Bookings)/took.Seconds())
		return err
	})
}

// throughput has two workers make codes on one lock as fast as the limit allows. A minute takes 20 seconds.
func throughput(ctx context.Context, cfg Config) error {
	const codes = 100
	cfg.Minute = 20 * time.Second
	return withRun(ctx, cfg, func(ctx context.Context, r *run) error {
		r.booked = r.world.bookings(codes, r.random)
		for i := range r.booked {
			b := &r.booked[i]
			b.Key, b.Method, b.Place = "code-"+strconv.Itoa(i), provision.AccessCode, r.world.places[provision.AccessCode][0]
		}
		if err := r.store.BookNow(ctx, r.booked...); err != nil {
			return err
		}
		started := time.Now()
		err := r.work(ctx, func(provision.Progress) {})
		took := time.Since(started)
		limit := provision.SeamLimits()["/access_codes/create"].Requests
		// The first requests can be sent at once, and then so many in each period.
		ideal := time.Duration(codes-limit) * cfg.Minute / time.Duration(limit)
		figure(cfg.Out, "codes on one lock, two workers", "%d in %.1f s; the limit allows %.1f s, so %.1f %% of it; refused %d",
			codes, took.Seconds(), ideal.Seconds(), 100*ideal.Seconds()/took.Seconds(), r.front.traffic().AboveLimit)
		return err
	})
}

// sweep enqueues all the bookings, has the fake make the codes without a worker, and sweeps.
func sweep(ctx context.Context, cfg Config) error {
	cfg.Minute = 0
	return withRun(ctx, cfg, func(ctx context.Context, r *run) error {
		r.booked = r.world.bookings(cfg.Bookings, r.random)
		locks := r.world.places[provision.AccessCode]
		for i := range r.booked {
			b := &r.booked[i]
			b.Key, b.Method, b.Place = "swept-"+strconv.Itoa(i), provision.AccessCode, locks[i%len(locks)]
		}
		started := time.Now()
		if err := r.store.BookNow(ctx, r.booked...); err != nil {
			return err
		}
		figure(cfg.Out, "enqueue, in one transaction", "%d in %.1f s", cfg.Bookings, time.Since(started).Seconds())
		if err := r.makeCodes(ctx); err != nil {
			return err
		}
		worker, err := provision.NewWorker(r.store, seam.APIKey(r.world.seam.APIKey()),
			provision.Options{Name: "sweeper"}, seam.WithEndpoint(r.seamURL))
		if err != nil {
			return err
		}
		for _, what := range []string{"sweep, nothing recorded", "sweep, all recorded"} {
			started = time.Now()
			swept, err := worker.Sweep(ctx)
			if err != nil {
				return err
			}
			figure(cfg.Out, what, "%d bookings on %d locks in %.1f s; unknown %d, missing %d, different %d, made twice %d", swept.Resources,
				len(locks), time.Since(started).Seconds(), swept.Unknown, swept.Missing, swept.Different, swept.Extra)
		}
		return nil
	})
}

// makeCodes makes the codes of the bookings, as if the database had been lost.
func (r *run) makeCodes(ctx context.Context) error {
	client := r.world.seam.Client()
	for _, b := range r.booked {
		_, err := client.AccessCodes.Create(ctx, seam.AccessCodeParams{
			DeviceID: b.Place.DeviceID, Name: b.Key, StartsAt: b.StartsAt, EndsAt: b.EndsAt,
		})
		if err != nil {
			return err
		}
	}
	return nil
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
		if err := clock.Sleep(ctx, 200*time.Millisecond); err != nil {
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
	if _, err := fmt.Sscan(string(rest), &kib); err != nil {
		return 0
	}
	return kib / 1024
}
