package command

import (
	"context"
	"errors"
	"expvar"
	"log/slog"
	"net/http"
	"os"
	"time"

	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/examples/provision"
)

// serve serves the inbox and the counters until ctx ends. The secret of the webhook is in the environment,
// as SEAM_WEBHOOK_SECRET.
func (w *workerFlags) serve(ctx context.Context, worker *provision.Worker) error {
	if w.listen == "" {
		<-ctx.Done()
		return nil
	}
	webhook, err := seam.NewWebhook(os.Getenv("SEAM_WEBHOOK_SECRET"))
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.Handle("/webhook", worker.Inbox(webhook))
	mux.Handle("/debug/vars", expvar.Handler())
	server := &http.Server{Addr: w.listen, Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() }) // ListenAndServe returns the error.
	defer stop()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// maintain fetches missed events at once and then regularly, and sweeps regularly, until ctx ends.
func (w *workerFlags) maintain(ctx context.Context, worker *provision.Worker) {
	catchUp, sweep := time.NewTicker(w.catchUp), time.NewTicker(w.sweep)
	defer catchUp.Stop()
	defer sweep.Stop()
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	for {
		if err := worker.CatchUp(ctx); err != nil && ctx.Err() == nil {
			log.Warn("missed events were not fetched", "reason", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-catchUp.C:
		case <-sweep.C:
			swept, err := worker.Sweep(ctx)
			log.Info("swept", "found", swept, "error", err)
		}
	}
}
