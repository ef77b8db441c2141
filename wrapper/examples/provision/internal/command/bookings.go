package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/seam-go/seam/wrapper/examples/provision"
)

// runPlan prints what has to be done for the bookings in a file.
func runPlan(ctx context.Context, args []string) error {
	return withBookings(ctx, "plan", args, func(store *provision.Store, bookings []provision.Booking) error {
		plans, err := store.Plan(ctx, provision.Options{}, bookings...)
		if err != nil {
			return err
		}
		for _, p := range plans {
			fmt.Printf("%-8s %s: a %s for %s\n", p.Step, p.Booking.Key, p.Booking.Method, p.Booking.Guest)
		}
		return nil
	})
}

// runApply stores the bookings in a file and queues the work.
func runApply(ctx context.Context, args []string) error {
	return withBookings(ctx, "apply", args, func(store *provision.Store, bookings []provision.Booking) error {
		return store.BookNow(ctx, bookings...)
	})
}

func withBookings(ctx context.Context, name string, args []string, do func(*provision.Store, []provision.Booking) error) error {
	flags := newFlags(name)
	database := flags.String("db", "provision.db", "`URL` of a PostgreSQL database, or path of a SQLite file")
	if err := parse(flags, args, 1); err != nil {
		return err
	}
	bookings, err := readBookings(flags.Arg(0))
	if err != nil {
		return err
	}
	store, err := provision.Open(ctx, *database)
	if err != nil {
		return err
	}
	return errors.Join(do(store, bookings), store.Close())
}

func readBookings(path string) ([]provision.Booking, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	decoder := json.NewDecoder(file)
	decoder.DisallowUnknownFields()
	var bookings []provision.Booking
	for {
		var b provision.Booking
		err := decoder.Decode(&b)
		if errors.Is(err, io.EOF) {
			return bookings, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: booking %d: %w", path, len(bookings)+1, err)
		}
		bookings = append(bookings, b)
	}
}
