package main

import (
	"context"
	"errors"
	"fmt"
	"go/version"
	"io"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"github.com/seam-go/seam/openapi/progress"
)

const (
	rounds = 7
	// all is the number of items in the long list.
	all       = 100_000
	late      = 20 * time.Millisecond
	callers   = 64
	bursts    = 50
	megabytes = 1e6
)

// ratio is a figure with its upper limit.
type ratio struct {
	name         string
	value, limit float64
}

// report prints each figure and collects those over their limits. Printing hides the bar, which
// therefore does not count where allocations are measured.
type report struct {
	out  io.Writer
	bar  *progress.Bar
	over []string
}

func (r *report) add(ratios ...ratio) {
	r.bar.Hide()
	for _, one := range ratios {
		fmt.Fprintf(r.out, "ratio %s %.3g %g\n", one.name, one.value, one.limit)
		if one.value > one.limit {
			r.over = append(r.over, one.name)
		}
	}
}

// compare prints the time of package seam divided by that of another client. It has no limit.
func (r *report) compare(name string, value float64) {
	r.bar.Hide()
	fmt.Fprintf(r.out, "compare %s %.3g\n", name, value)
}

// detail prints the parts of a ratio.
func (r *report) detail(format string, args ...any) {
	r.bar.Hide()
	fmt.Fprintf(r.out, "      "+format+"\n", args...)
}

// printRatios measures all ratios. The limits are part of this program.
func printRatios(ctx context.Context, out io.Writer, srv *server) error {
	measures := []struct {
		name    string
		measure func(context.Context, *report, *server) error
	}{
		{"create", ratiosOfCreate},
		{"page", ratiosOfPage},
		{"list", ratiosOfList},
		{"list, late responses", ratiosOfLateList},
		{"heap", ratiosOfHeap},
		{"callers", ratiosOfCallers},
		{"bursts", ratiosOfBursts},
		{"wait", ratiosOfWait},
	}
	r := &report{out: out, bar: progress.New(os.Stderr, len(measures))}
	defer r.bar.Hide()
	for _, m := range measures {
		r.bar.Step("measuring " + m.name)
		if err := m.measure(ctx, r, srv); err != nil {
			return err
		}
	}
	if r.over != nil {
		return errors.New("over the limit: " + strings.Join(r.over, ", "))
	}
	return nil
}

// newClients returns the three clients, without connections.
func newClients(srv *server, items int, delay time.Duration) (*ours, *bare, *limit, error) {
	endpoint := srv.endpoint(items, delay)
	ours, err := newOurs(endpoint)
	return ours, newBare(endpoint), newLimit(endpoint, items), err
}

func ratiosOfCreate(ctx context.Context, r *report, srv *server) error {
	ours, bare, limit, err := newClients(srv, 1, 0)
	if err != nil {
		return err
	}
	const n = 1000
	took, err := interleaved(ctx, 2*rounds+1,
		step(ours.create).times(n).wall(), step(bare.create).times(n).wall(), step(limit.create).times(n).wall())
	if err != nil {
		return err
	}
	r.detail("create one: %v; bare %v, limit %v", took[0]/n, took[1]/n, took[2]/n)
	allocs, err := allocations(ctx, n, ours.create)
	if err != nil {
		return err
	}
	bareAllocs, err := allocations(ctx, n, bare.create)
	if err != nil {
		return err
	}
	r.detail("allocations of create: %.1f; bare %.1f", allocs, bareAllocs)
	r.add(ratio{"create-wall-vs-bare", quotient(took[0], took[1]), 1.0}, ratio{"create-allocs", allocs, 115})
	return nil
}

func ratiosOfPage(ctx context.Context, r *report, srv *server) error {
	ours, bare, limit, err := newClients(srv, all, 0)
	if err != nil {
		return err
	}
	const n = 20
	took, err := interleaved(ctx, 2*rounds+1,
		counted(ours.page, pageSize).times(n).wall(), counted(bare.page, pageSize).times(n).wall(), counted(limit.page, pageSize).times(n).wall())
	if err != nil {
		return err
	}
	r.detail("one page of %d: %v; bare %v, limit %v", pageSize, took[0]/n, took[1]/n, took[2]/n)
	r.add(ratio{"page-vs-bare", quotient(took[0], took[1]), pageLimit()}, ratio{"page-vs-limit", quotient(took[0], took[2]), 9})
	return nil
}

// pageLimit is higher from Go 1.27 on, because encoding/json, and with it bare, is faster there.
func pageLimit() float64 {
	if version.Compare(runtime.Version(), "go1.27") >= 0 {
		return 0.65
	}
	return 0.50
}

func ratiosOfList(ctx context.Context, r *report, srv *server) error {
	ours, bare, limit, err := newClients(srv, all, 0)
	if err != nil {
		return err
	}
	took, err := interleaved(ctx, rounds, counted(ours.list, all).wall(), counted(bare.list, all).wall(), counted(limit.list, all).wall())
	if err != nil {
		return err
	}
	r.detail("list of %d: %v; bare %v, limit %v", all, took[0], took[1], took[2])
	r.add(ratio{"list100k-vs-bare", quotient(took[0], took[1]), 0.45})
	return nil
}

func ratiosOfLateList(ctx context.Context, r *report, srv *server) error {
	ours, _, limit, err := newClients(srv, all, late)
	if err != nil {
		return err
	}
	took, err := interleaved(ctx, rounds-1, counted(ours.list, all).wall(), counted(limit.list, all).wall())
	if err != nil {
		return err
	}
	r.detail("list of %d, each page after %v: %v; floor %v", all, late, took[0], took[1])
	r.add(ratio{"list100k-latency-vs-floor", quotient(took[0], took[1]), 1.20})
	return nil
}

func ratiosOfHeap(ctx context.Context, r *report, srv *server) error {
	ours, bare, _, err := newClients(srv, all, 0)
	if err != nil {
		return err
	}
	peak, err := peakHeap(ctx, counted(ours.list, all))
	if err != nil {
		return err
	}
	barePeak, err := peakHeap(ctx, counted(bare.list, all))
	if err != nil {
		return err
	}
	r.detail("peak heap of a list of %d: %.1f MB; bare %.1f MB", all, float64(peak)/megabytes, float64(barePeak)/megabytes)
	r.add(ratio{"list100k-peak-heap-MB", float64(peak) / megabytes, 8})
	return nil
}

func ratiosOfCallers(ctx context.Context, r *report, srv *server) error {
	ours, bare, _, err := newClients(srv, 1, 0)
	if err != nil {
		return err
	}
	tuned := newTunedBare(srv.endpoint(1, 0))
	const n = 8000
	took, err := interleaved(ctx, rounds,
		step(ours.create).atOnce(callers, n).wall(), step(bare.create).atOnce(callers, n).wall(), step(tuned.create).atOnce(callers, n).wall())
	if err != nil {
		return err
	}
	r.detail("%d callers: %.1fk calls/s; bare %.1fk, with as many connections %.1fk", callers, perMillisecond(n, took[0]), perMillisecond(n, took[1]), perMillisecond(n, took[2]))
	r.add(ratio{fmt.Sprintf("concurrent%d-vs-bare-defaults", callers), quotient(took[0], took[1]), 0.60})
	return nil
}

// ratiosOfBursts counts the connections beyond one for each caller of a burst. Responses are
// delayed, so that all callers wait at the same time.
func ratiosOfBursts(ctx context.Context, r *report, srv *server) error {
	ours, err := newOurs(srv.endpoint(1, late))
	if err != nil {
		return err
	}
	before, err := srv.connections()
	if err != nil {
		return err
	}
	if err := step(ours.create).atOnce(callers, callers).times(1 + bursts)(ctx); err != nil {
		return err
	}
	after, err := srv.connections()
	if err != nil {
		return err
	}
	r.detail("%d bursts of %d: %d connections", 1+bursts, callers, after-before)
	r.add(ratio{"burst-new-connections", float64(max(0, after-before-callers)), 0})
	return nil
}

// ratiosOfWait measures concurrent callers, each of which waits for an attempt that ends at the
// second poll.
func ratiosOfWait(ctx context.Context, r *report, srv *server) error {
	ours, bare, _, err := newClients(srv, 1, 0)
	if err != nil {
		return err
	}
	took, err := interleaved(ctx, rounds,
		waiting("ours", ours.wait).meanAtOnce(callers, 4*callers), waiting("bare", bare.wait).meanAtOnce(callers, 4*callers))
	if err != nil {
		return err
	}
	r.detail("wait for an action attempt, %d at once: %v; bare %v", callers, took[0], took[1])
	const n = 1000
	looks, err := interleaved(ctx, rounds, ended(ours.wait).times(n).wall(), ended(bare.wait).times(n).wall())
	if err != nil {
		return err
	}
	r.detail("look at one that has ended: %v; bare %v", looks[0]/n, looks[1]/n)
	r.add(ratio{"action-attempt-wait-vs-bare", quotient(took[0], took[1]), 1.1})
	return nil
}

// counted returns a step that checks the number of items.
func counted(list func(context.Context) (int, error), want int) step {
	return func(ctx context.Context) error {
		got, err := list(ctx)
		if err == nil && got != want {
			err = fmt.Errorf("%d items, want %d", got, want)
		}
		return err
	}
}

func quotient(a, b time.Duration) float64 { return float64(a) / float64(b) }

func perMillisecond(n int, d time.Duration) float64 { return float64(n) / float64(d.Milliseconds()) }

// ended returns a step that waits for an attempt that has already ended.
func ended(wait func(context.Context, string) error) step {
	return func(ctx context.Context) error { return wait(ctx, endedAttempt) }
}

// waiting returns a step that waits for a new attempt each time.
func waiting(who string, wait func(context.Context, string) error) step {
	var n atomic.Int64
	return func(ctx context.Context) error { return wait(ctx, fmt.Sprintf("%s-%d", who, n.Add(1))) }
}
