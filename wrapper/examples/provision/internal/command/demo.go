package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/seam-go/seam/wrapper/examples/provision/internal/demo"
)

// runDemo plays the demonstration.
func runDemo(ctx context.Context, args []string) error {
	cfg := demo.Config{Out: os.Stdout, Log: io.Discard, Progress: os.Stderr}
	flags := newFlags("demo")
	flags.IntVar(&cfg.Bookings, "bookings", 500, "how many `guests` there are")
	flags.Uint64Var(&cfg.Seed, "seed", 1, "`number` that chooses the bookings and the faults")
	flags.Float64Var(&cfg.FaultRate, "faults", 0.1, "`part` of the requests, 0 to 1, that the network loses, delays or refuses")
	flags.IntVar(&cfg.Kills, "kills", 1, "how many `times` a worker is killed")
	flags.BoolVar(&cfg.Naive, "naive", false, "repeat calls without looking first, and see what is doubled")
	flags.DurationVar(&cfg.Minute, "minute", 3*time.Second, "how long a minute of Seam's limits takes")
	flags.DurationVar(&cfg.CallTimeout, "call-timeout", time.Second, "longest time of a call")
	flags.DurationVar(&cfg.Margin, "margin", 3*time.Second, "how long after that the fake may still process it")
	return withDatabase(ctx, flags, args, &cfg, func() error {
		fmt.Printf("%d bookings on a fake Seam, whose minute takes %s here. Two workers, each a process.\n", cfg.Bookings, cfg.Minute)
		account, err := demo.Run(ctx, cfg)
		if err == nil && !account.Perfect() {
			err = errors.New("some guests do not have exactly what was booked")
		}
		return err
	})
}

// runFigures measures the program on a fake Seam.
func runFigures(ctx context.Context, args []string) error {
	cfg := demo.Config{Out: os.Stdout, Log: io.Discard}
	flags := newFlags("figures")
	flags.IntVar(&cfg.Bookings, "bookings", 50_000, "how many `bookings` to enqueue and to sweep; a tenth of them is worked")
	return withDatabase(ctx, flags, args, &cfg, func() error { return demo.Figures(ctx, cfg) })
}

// withDatabase reads the flags and creates a database, which it removes in the end.
func withDatabase(ctx context.Context, flags *flag.FlagSet, args []string, cfg *demo.Config, do func() error) (err error) {
	postgres := flags.Bool("postgres", false, "start a PostgreSQL server for it, which the demonstration restarts once")
	verbose := flags.Bool("v", false, "show what the workers log")
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	if *verbose {
		cfg.Log, cfg.Progress = os.Stderr, nil // which would mix on the screen
	}
	if cfg.Executable, err = os.Executable(); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "provision-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	cfg.Database = filepath.Join(dir, "provision.db")
	if *postgres {
		server, err := demo.StartPostgres(ctx, dir, cfg.Log)
		if err != nil {
			return err
		}
		cfg.Database, cfg.RestartDatabase = server.URL(), server.Restart
		return errors.Join(do(), server.Stop())
	}
	return do()
}
