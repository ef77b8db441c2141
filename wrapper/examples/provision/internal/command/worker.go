package command

import (
	"context"
	"errors"
	"flag"
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
	flags.IntVar(&w.concurrency, "concurrency", 20, "how many bookings to work at the same time")
	flags.DurationVar(&w.callTimeout, "call-timeout", 30*time.Second, "longest time of a call")
	flags.DurationVar(&w.margin, "margin", time.Minute, "how long after that Seam may still process it")
	flags.DurationVar(&w.minute, "minute", time.Minute, "how long a minute of Seam's limits takes; for a fake with a fast clock")
	flags.StringVar(&w.listen, "listen", "", "`address` to serve /webhook and /debug/vars on")
	flags.DurationVar(&w.catchUp, "catch-up", 10*time.Minute, "how often to fetch events that were missed")
	flags.DurationVar(&w.sweep, "sweep", 24*time.Hour, "how often to compare everything with Seam")
	flags.BoolVar(&w.naive, "naive", false, "repeat without looking, which doubles things")
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

// runWorker works until ctx ends. The API key is in the environment, as SEAM_API_KEY.
func runWorker(ctx context.Context, args []string) error {
	var w workerFlags
	flags := newFlags("worker", os.Stderr)
	w.add(flags)
	if err := flags.Parse(args); err != nil {
		return err
	}
	store, err := provision.Open(ctx, w.database)
	if err != nil {
		return err
	}
	defer store.Close()
	worker, err := provision.StartWorker(context.WithoutCancel(ctx), store, seam.APIKey(os.Getenv("SEAM_API_KEY")), provision.Options{
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
	serving := make(chan error, 1)
	go func() { serving <- w.serve(ctx, worker) }()
	w.maintain(ctx, worker)
	if err := <-serving; err != nil {
		return err
	}
	// Jobs that run are finished. What does not end in time is taken up by others.
	stopping, cancel := context.WithTimeout(context.Background(), 2*w.callTimeout)
	defer cancel()
	if err := worker.Stop(stopping); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}
