// Package demo plays a company with guests against a fake Seam: two workers in processes of their own, a
// network that loses and delays requests, kill -9, and an account at the end.
package demo

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http/httptest"
	"sync"
	"time"

	"github.com/seam-go/seam/wrapper/examples/provision"
	"github.com/seam-go/seam/wrapper/examples/provision/internal/clock"
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
	// RestartDatabase is called once, in the middle of the work; it may be nil.
	RestartDatabase func(ctx context.Context) error
	// Minute is how long a minute of Seam's limits takes.
	Minute time.Duration
	// CallTimeout and Margin are those of the workers.
	CallTimeout, Margin time.Duration
	// Executable is the program that is started as a worker, with WorkerEnv in its environment.
	Executable string
	WorkerEnv  []string
	// Out receives what happens and the account, and Log what the workers report. Progress shows a bar
	// if it is a terminal; it may be nil.
	Out, Log, Progress io.Writer
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
	sender  *webhookSender
	listen  []string // where the workers listen
	account Account
}

// Run plays the demonstration and returns the account.
func Run(ctx context.Context, cfg Config) (Account, error) {
	var account Account
	err := withRun(ctx, cfg, func(ctx context.Context, r *run) error {
		if err := r.play(ctx); err != nil {
			return err
		}
		r.account.Traffic = r.front.traffic()
		if err := r.account.take(ctx, r.world.seam.Client(), r.booked); err != nil {
			return err
		}
		account = r.account
		account.print(cfg.Out)
		return nil
	})
	return account, err
}

// withRun opens the database and the fake Seam, and ends everything after do has returned.
func withRun(ctx context.Context, cfg Config, do func(ctx context.Context, r *run) error) error {
	store, err := provision.Open(ctx, cfg.Database)
	if err != nil {
		return err
	}
	defer store.Close()
	r := &run{Config: cfg, random: rand.New(rand.NewPCG(cfg.Seed, 1)), store: store, world: newWorld(cfg.Bookings, cfg.Minute)}
	r.front = &front{
		seam: r.world.seam, rate: cfg.FaultRate, callTimeout: cfg.CallTimeout, margin: cfg.Margin,
		random: rand.New(rand.NewPCG(cfg.Seed, 2)),
	}
	server := httptest.NewUnstartedServer(r.front)
	server.Config.ErrorLog = discard
	server.Start()
	defer server.Close()
	r.seamURL = server.URL

	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer r.endWorkers()
	defer cancel()
	if err := r.openInboxes(ctx); err != nil {
		return err
	}
	running.Go(func() { r.sender.deliver(ctx) })
	return do(ctx, r)
}

// endWorkers waits for the workers, whose context has ended.
func (r *run) endWorkers() {
	for _, p := range r.workers {
		<-p.done
	}
}

// openInboxes chooses where the workers receive events.
func (r *run) openInboxes(ctx context.Context) error {
	var urls []string
	for range 2 {
		address, err := freeAddress(ctx)
		if err != nil {
			return err
		}
		r.listen = append(r.listen, address)
		urls = append(urls, "http://"+address+"/webhook")
	}
	var err error
	r.sender, err = newWebhookSender(ctx, r.world.seam, urls, r.Seed)
	return err
}

// play books, starts the workers, kills some, changes some bookings, and waits until all is done.
func (r *run) play(ctx context.Context) error {
	r.booked = r.world.bookings(r.Bookings, r.random)
	if err := r.store.BookNow(ctx, r.booked...); err != nil {
		return err
	}
	if err := r.startWorkers(ctx); err != nil {
		return err
	}
	line := newProgressLine(r.Config)
	defer line.end()
	var patience time.Time // for the last events, when all else is done, and for what does not get done
	done := -1
	for {
		p, err := r.progress(ctx)
		if err != nil {
			return err
		}
		line.show(p, r.front.traffic())
		if err := r.disturb(ctx, line, p); err != nil {
			return err
		}
		ended := p.Done == p.Bookings && r.account.Kills == r.Kills && r.changed()
		if !ended && p.Done != done {
			done, patience = p.Done, time.Now().Add(time.Minute)
		}
		if ended && p.Issued >= r.issuable() || time.Now().After(patience) {
			r.account.Told, r.account.Issuable = p.Issued, r.issuable()
			return nil
		}
		if err := clock.Sleep(ctx, 100*time.Millisecond); err != nil {
			return err
		}
	}
}

// progress asks the database until it is there: it is restarted once.
func (r *run) progress(ctx context.Context) (provision.Progress, error) {
	for tries := 1; ; tries++ {
		p, err := r.store.Progress(ctx)
		if err == nil || tries == 20 {
			return p, err
		}
		if err := clock.Sleep(ctx, 100*time.Millisecond); err != nil {
			return p, err
		}
	}
}

// issuable is how many guests can have access by now. A lock is given its codes shortly before they begin, and
// these begin in a month.
func (r *run) issuable() int {
	n := 0
	for _, b := range r.booked {
		if !b.Cancelled && b.Method != provision.AccessCode {
			n++
		}
	}
	return n
}

func (r *run) startWorkers(ctx context.Context) error {
	for i := range 2 {
		p, err := r.startWorker(ctx, i)
		if err != nil {
			return err
		}
		r.workers = append(r.workers, p)
	}
	return nil
}

func (r *run) startWorker(ctx context.Context, i int) (*process, error) {
	args := []string{
		"worker", "-db", r.Database, "-seam", r.seamURL, "-name", fmt.Sprintf("worker-%d", i+1),
		"-call-timeout", r.CallTimeout.String(), "-margin", r.Margin.String(), "-minute", r.Minute.String(),
		"-listen", r.listen[i], "-catch-up", "3s", fmt.Sprintf("-naive=%t", r.Naive),
	}
	env := append([]string{"SEAM_API_KEY=" + r.world.seam.APIKey(), "SEAM_WEBHOOK_SECRET=" + r.sender.secret}, r.WorkerEnv...)
	return start(ctx, r.Executable, args, env, r.Log)
}
