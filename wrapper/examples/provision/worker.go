package provision

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"math"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	seam "github.com/seam-go/seam/wrapper"
)

// Options are the settings of a [Worker]. The zero value is good, but for the name.
type Options struct {
	// Name is the worker's own name. No two workers that run at the same time may share it. A worker that
	// is started again under its name goes on at once with the jobs that it had when it was killed; those
	// of a worker that does not come back are rescued by the others after some minutes.
	Name string
	// Concurrency is how many bookings are worked at the same time; 20 if it is 0.
	Concurrency int
	// CallTimeout is the longest time from the mark of a request as sent to the end of its attempt; 30
	// seconds if it is 0.
	CallTimeout time.Duration
	// Margin is how long after CallTimeout Seam may still process a request that it has received; 2 minutes
	// if it is 0. Only after both, a request with an unknown outcome can no longer be under way. This is
	// the assumption that exactly one credential or access code rests on: choose it too long rather than
	// too short.
	Margin time.Duration
	// Limits are those of Seam; [SeamLimits] if it is nil.
	Limits map[string]Limit
	// Logger receives a line for each job that has to be repeated and, at debug level, for each step. Nothing
	// is logged if it is nil.
	Logger *slog.Logger
	// OnIssued is called when a guest can use what was booked, in the transaction that records it. Put the
	// message to the guest into a table or a queue there, so that it is sent once. It may be nil.
	OnIssued func(ctx context.Context, tx Tx, b Booking) error
	// Naive makes the worker repeat what failed without looking first, as a plain job queue does. It exists
	// for the proof that this doubles things.
	Naive bool
}

func (o Options) withDefaults() Options {
	o.Concurrency = cmp.Or(o.Concurrency, 20)
	o.CallTimeout = cmp.Or(o.CallTimeout, 30*time.Second)
	o.Margin = cmp.Or(o.Margin, 2*time.Minute)
	if o.Limits == nil {
		o.Limits = SeamLimits()
	}
	if o.Logger == nil {
		o.Logger = quiet
	}
	return o
}

// lifetime is how long a request can be under way.
func (o Options) lifetime() time.Duration { return o.CallTimeout + o.Margin }

// Worker makes Seam as the bookings want it.
type Worker struct {
	store   *Store
	client  *seam.Client
	makers  map[Method]maker
	options Options
	queue   queue
}

// NewWorker returns a worker, which [Worker.Start] starts. It calls Seam with auth and the client options, but
// never lets the client repeat a request: the queue repeats, after it has looked.
func NewWorker(store *Store, auth seam.Auth, options Options, clientOptions ...seam.Option) (*Worker, error) {
	w := &Worker{store: store, options: options.withDefaults()}
	if w.options.Name == "" {
		return nil, errors.New("provision: the worker has no Name")
	}
	limits := &limiter{store: store, limits: w.options.Limits, lifetime: w.options.lifetime(), naive: w.options.Naive}
	client, err := seam.NewClient(auth, append(clientOptions,
		seam.WithLimiter(limits), seam.WithRetries(0), seam.WithAttemptTimeout(w.options.CallTimeout))...)
	if err != nil {
		return nil, err
	}
	w.client, w.makers = client, makers(client)
	return w, nil
}

// Start takes up the jobs that the worker had when it was killed, and works the queue until [Worker.Stop], or
// until ctx ends.
func (w *Worker) Start(ctx context.Context) (err error) {
	if err := w.store.db.releaseJobs(ctx, w.options.Name); err != nil {
		return err
	}
	w.queue, err = w.store.db.work(ctx, w.riverConfig())
	return err
}

// Stop lets the jobs that run finish and takes no others.
func (w *Worker) Stop(ctx context.Context) error {
	if w.queue == nil {
		return nil
	}
	return w.queue.Stop(ctx)
}

// Client is the client of the worker. It obeys the limits that all workers share.
func (w *Worker) Client() *seam.Client { return w.client }

func (w *Worker) riverConfig() *river.Config {
	workers := river.NewWorkers()
	river.AddWorker(workers, &convergeWorker{worker: w})
	timeout := 5*w.options.CallTimeout + longestSleep
	return &river.Config{
		ID:                   w.options.Name,
		Logger:               w.options.Logger.With("component", "river"),
		FetchCooldown:        50 * time.Millisecond,
		FetchPollInterval:    250 * time.Millisecond,
		JobTimeout:           timeout,
		RescueStuckJobsAfter: timeout + w.options.lifetime(),
		RetryPolicy:          retryPolicy{},
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: w.options.Concurrency}},
		Workers:              workers,
	}
}

// retryPolicy repeats a job that failed after 1, 2, 4 … seconds, at most a minute.
type retryPolicy struct{}

func (retryPolicy) NextRetry(job *rivertype.JobRow) time.Time {
	return time.Now().Add(min(time.Minute, time.Second<<min(len(job.Errors), 6)))
}

// convergeArgs is a job: to make Seam as one booking wants it.
type convergeArgs struct {
	Key string `json:"key"`
}

// Kind is the name of the job in the queue.
func (convergeArgs) Kind() string { return "converge" }

// InsertOpts makes a booking have one job at most, and the job be repeated until it succeeds.
func (convergeArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{
		MaxAttempts: math.MaxInt16,
		UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
			rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning,
			rivertype.JobStateRetryable, rivertype.JobStateScheduled,
		}},
	}
}

type convergeWorker struct {
	river.WorkerDefaults[convergeArgs]
	worker *Worker
}

// Work is called by River.
func (c *convergeWorker) Work(ctx context.Context, job *river.Job[convergeArgs]) error {
	later, err := c.worker.converge(ctx, job.Args.Key)
	if err != nil {
		c.worker.options.Logger.WarnContext(ctx, "repeated later", "booking", job.Args.Key, "reason", err)
		return err
	}
	if later > 0 {
		return river.JobSnooze(later)
	}
	return c.worker.finish(ctx, job)
}

// finish completes the job if there is nothing left to do. The booking is locked meanwhile: a change that
// comes later finds no job and queues one.
func (w *Worker) finish(ctx context.Context, job *river.Job[convergeArgs]) error {
	finished := false
	err := w.store.db.inTx(ctx, func(tx Tx) error {
		s, err := w.store.load(ctx, tx, job.Args.Key)
		if err != nil {
			return err
		}
		if todo, _ := s.next(w.options.lifetime()); todo != nothing && todo != refused {
			return nil
		}
		finished = true
		if _, err := tx.exec(ctx, `update bookings set done = generation where key = ?1`, job.Args.Key); err != nil {
			return err
		}
		return w.store.db.completeJob(ctx, tx, job)
	})
	switch {
	case err != nil:
		return err
	case !finished:
		return river.JobSnooze(0)
	}
	counters.Add("done", 1)
	return nil
}
