package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"time"

	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/examples/provision"
)

// workerFlags are the settings of a worker.
type workerFlags struct {
	database, seam, name string
	concurrency          int
	callTimeout, margin  time.Duration
	minute               time.Duration
	naive                bool
	listen               string
	catchUp, sweep       time.Duration
}

func (w *workerFlags) add(flags *flag.FlagSet) {
	host, _ := os.Hostname() // Without one, the name has to be given.
	flags.StringVar(&w.database, "db", "provision.db", "`URL` of a PostgreSQL database, or path of a SQLite file")
	flags.StringVar(&w.seam, "seam", "https://connect.getseam.com", "`URL` of Seam")
	flags.StringVar(&w.name, "name", host, "`name` of the worker, which no other running worker has")
	flags.IntVar(&w.concurrency, "concurrency", 20, "how many `bookings` to work at the same time")
	flags.DurationVar(&w.callTimeout, "call-timeout", 30*time.Second, "longest time of a call")
	flags.DurationVar(&w.margin, "margin", time.Minute, "how long after that Seam may still process it")
	flags.DurationVar(&w.minute, "minute", time.Minute, "how long a minute of Seam's limits takes; for a fake with a fast clock")
	flags.StringVar(&w.listen, "listen", "", "`address` to serve /webhook and /debug/vars on, as HOST:PORT")
	flags.DurationVar(&w.catchUp, "catch-up", 10*time.Minute, "how often to fetch events that were missed")
	flags.DurationVar(&w.sweep, "sweep", 24*time.Hour, "how often to compare everything with Seam")
	flags.BoolVar(&w.naive, "naive", false, "repeat without looking, which doubles resources")
}

// limits are those of Seam, in minutes of another length.
func (w *workerFlags) limits() map[string]provision.Limit {
	limits := provision.SeamLimits()
	for operation, limit := range limits {
		limit.Period = w.minute
		limits[operation] = limit
	}
	return limits
}

// runWorker works until ctx ends, and then lets the jobs that run finish.
func runWorker(ctx context.Context, args []string) error {
	return withWorker(ctx, "worker", args, func(w *workerFlags, worker *provision.Worker) error {
		if err := worker.Start(context.WithoutCancel(ctx)); err != nil {
			return err
		}
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		serving := make(chan error, 1)
		go func() {
			serving <- w.serve(ctx, worker)
			stop()
		}()
		w.maintain(ctx, worker)
		stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*w.callTimeout)
		defer cancel()
		stopped := worker.Stop(stopping)
		if errors.Is(stopped, context.DeadlineExceeded) {
			stopped = nil // What does not end in time, others take up.
		}
		return errors.Join(<-serving, stopped)
	})
}

// runSweep sweeps once. The workers do what it finds.
func runSweep(ctx context.Context, args []string) error {
	return withWorker(ctx, "sweep", args, func(_ *workerFlags, worker *provision.Worker) error {
		swept, err := worker.Sweep(ctx)
		fmt.Printf("%d bookings, %d at Seam: %d missing, %d unknown, %d different, %d made twice, %d not yet issued\n",
			swept.Bookings, swept.Resources, swept.Missing, swept.Unknown, swept.Different, swept.Extra, swept.Unissued)
		return err
	})
}

// withWorker opens the database and makes a worker. The API key is in the environment, as SEAM_API_KEY.
func withWorker(ctx context.Context, name string, args []string, do func(*workerFlags, *provision.Worker) error) error {
	var w workerFlags
	flags := newFlags(name)
	w.add(flags)
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	store, err := provision.Open(ctx, w.database)
	if err != nil {
		return err
	}
	defer store.Close()
	worker, err := provision.NewWorker(store, seam.APIKey(os.Getenv("SEAM_API_KEY")), provision.Options{
		Name:        w.name,
		Concurrency: w.concurrency,
		CallTimeout: w.callTimeout,
		Margin:      w.margin,
		Limits:      w.limits(),
		Naive:       w.naive,
		Logger:      slog.New(slog.NewTextHandler(os.Stderr, nil)),
	}, seam.WithEndpoint(w.seam))
	if err != nil {
		return err
	}
	return do(&w, worker)
}
