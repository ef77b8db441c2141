// Package demo plays a company with guests against a fake Seam: two workers in processes of their own, a
// network that loses and delays requests, kill -9, and an account at the end.
package demo

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http/httptest"
	"time"

	"github.com/seam-go/seam/wrapper/examples/provision"
)

// Config is what to play.
type Config struct {
	// Bookings is how many guests there are, and Seed chooses their bookings and the faults.
	Bookings int
	Seed     uint64
	// FaultRate is the part of the changing requests that meet with a fault.
	FaultRate float64
	// Kills is how many times a worker is killed.
	Kills int
	// Naive has the workers repeat without looking.
	Naive bool
	// Database is the URL of a PostgreSQL database or the path of a SQLite file.
	Database string
	// Minute is how long a minute of Seam's limits takes.
	Minute time.Duration
	// CallTimeout and Margin are those of the workers.
	CallTimeout, Margin time.Duration
	// Executable is the program that is started as a worker, with WorkerEnv in its environment.
	Executable string
	WorkerEnv  []string
	// Out receives the progress and the account, and Log what the workers report.
	Out, Log io.Writer
}

// run is one demonstration.
type run struct {
	Config
	random  *rand.Rand
	world   *world
	front   *front
	seamURL string
	store   *provision.Store
	booked  []provision.Booking
	workers []*process
	account Account
}

// Run plays the demonstration and returns the account.
func Run(ctx context.Context, cfg Config) (Account, error) {
	ctx, cancel := context.WithCancel(ctx)
	r := &run{Config: cfg, random: rand.New(rand.NewPCG(cfg.Seed, 1))}
	defer func() {
		cancel()
		for _, p := range r.workers {
			<-p.done
		}
	}()
	store, err := provision.Open(ctx, cfg.Database)
	if err != nil {
		return Account{}, err
	}
	defer store.Close()
	r.store = store

	r.world = newWorld(cfg.Bookings, cfg.Minute)
	r.front = &front{
		seam: r.world.seam, rate: cfg.FaultRate, callTimeout: cfg.CallTimeout, margin: cfg.Margin,
		random: rand.New(rand.NewPCG(cfg.Seed, 2)),
	}
	server := httptest.NewUnstartedServer(r.front)
	server.Config.ErrorLog = discard
	server.Start()
	defer server.Close()
	r.seamURL = server.URL

	if err := r.play(ctx); err != nil {
		return r.account, err
	}
	r.account.Traffic = r.front.traffic()
	if err := r.account.take(ctx, r.world.seam.Client(), r.booked); err != nil {
		return r.account, err
	}
	r.account.print(cfg.Out)
	return r.account, nil
}

// play books, starts the workers, kills some, changes some bookings, and waits until all is done.
func (r *run) play(ctx context.Context) error {
	r.booked = r.world.bookings(r.Bookings, r.random)
	if err := r.store.BookNow(ctx, r.booked...); err != nil {
		return err
	}
	for i := range 2 {
		p, err := r.startWorker(ctx, i)
		if err != nil {
			return err
		}
		r.workers = append(r.workers, p)
	}
	line := newProgressLine(r.Out)
	defer line.end()
	for turn := 1; ; turn++ {
		p, err := r.store.Progress(ctx)
		if err != nil {
			return err
		}
		line.show(p, r.front.traffic(), r.account.Kills)
		if err := r.disturb(ctx, line, p); err != nil {
			return err
		}
		if p.Done == p.Bookings && r.account.Kills == r.Kills && r.changed() {
			return nil
		}
		if err := pause(ctx, 100*time.Millisecond); err != nil {
			return err
		}
	}
}

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
	if err := pause(ctx, time.Duration(r.random.IntN(200))*time.Millisecond); err != nil {
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

func (r *run) startWorker(ctx context.Context, i int) (*process, error) {
	args := []string{
		"worker", "-db", r.Database, "-seam", r.seamURL, "-name", fmt.Sprintf("worker-%d", i+1),
		"-call-timeout", r.CallTimeout.String(), "-margin", r.Margin.String(), "-minute", r.Minute.String(),
		fmt.Sprintf("-naive=%t", r.Naive),
	}
	env := append([]string{"SEAM_API_KEY=" + r.world.seam.APIKey()}, r.WorkerEnv...)
	return start(ctx, r.Executable, args, env, r.Log)
}

// pause waits for d or the end of ctx.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
