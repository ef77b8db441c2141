package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/seam-go/seam/openapi/progress"
)

var (
	itemCounts   = []int{1, 10, 100, 1_000, 10_000, 100_000}
	callerCounts = []int{1, 8, 64, 512}
)

const (
	growthRounds = 6
	// flatFrom is the number of items from which the time for each may not vary by more than
	// flatWithin. In a shorter list the call itself dominates.
	flatFrom   = 1_000
	flatWithin = 0.15
)

// writeGrowth measures, writes the tables and the plot, and returns an error if the time for an item
// grows. It needs Seam's JavaScript client: without it the tables would have gaps.
func writeGrowth(ctx context.Context, dir string, srv *server) error {
	return withJS(ctx, dir, func(js *js) error { return writeGrowthWith(ctx, dir, srv, js) })
}

func writeGrowthWith(ctx context.Context, dir string, srv *server, js *js) error {
	bar := progress.New(os.Stderr, 1+len(callerCounts))
	defer bar.Hide()
	bar.Step("measuring lists")
	all, err := measureLists(ctx, srv, js)
	if err != nil {
		return err
	}
	var crowds []crowd
	for _, n := range callerCounts {
		bar.Step(fmt.Sprintf("measuring %d callers", n))
		row, err := measureCrowd(ctx, srv, js, n)
		if err != nil {
			return err
		}
		crowds = append(crowds, row)
	}
	var results bytes.Buffer
	writeResults(&results, all, crowds)
	if err := os.WriteFile(filepath.Join(dir, "RESULTS.md"), results.Bytes(), 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "growth.svg"), plotGrowth(all, crowds), 0o644); err != nil {
		return err
	}
	if spread := spreadOf(all); spread > flatWithin {
		return fmt.Errorf("the cost of an item differs by %.0f%% from %d items on, more than %.0f%%", 100*spread, flatFrom, 100*flatWithin)
	}
	return nil
}

// lists holds the measurements of lists with this many items.
type lists struct {
	items      int
	ours, bare listCost
	js, limit  time.Duration
}

// listCost is the cost of one list for one client.
type listCost struct {
	took   time.Duration
	allocs float64
	peak   uint64
}

// measureLists alternates between the lengths too, so that noise does not look like growth.
func measureLists(ctx context.Context, srv *server, js *js) ([]lists, error) {
	all := make([]lists, len(itemCounts))
	var sides []step
	var timings, jsTimings []timing
	for i, n := range itemCounts {
		ours, bare, limit, err := newClients(srv, n, 0)
		if err != nil {
			return nil, err
		}
		all[i].items = n
		for _, list := range []func(context.Context) (int, error){ours.list, bare.list, limit.list} {
			side := counted(list, n)
			sides = append(sides, side)
			timings = append(timings, side.times(repetitions(n)).wall())
		}
		jsTimings = append(jsTimings, js.list(srv.endpoint(n, 0), n, repetitions(n)))
	}
	took, err := interleaved(ctx, growthRounds, timings...)
	if err != nil {
		return nil, err
	}
	// Measured separately, because the JavaScript process collects garbage after it has responded.
	jsTook, err := interleaved(ctx, growthRounds, jsTimings...)
	if err != nil {
		return nil, err
	}
	for i, n := range itemCounts {
		at := 3 * i
		all[i].limit = took[at+2] / time.Duration(repetitions(n))
		all[i].js = jsTook[i] / time.Duration(repetitions(n))
		for j, cost := range []*listCost{&all[i].ours, &all[i].bare} {
			cost.took = took[at+j] / time.Duration(repetitions(n))
			if cost.allocs, err = allocations(ctx, max(1, repetitions(n)/10), sides[at+j]); err != nil {
				return nil, err
			}
			if cost.peak, err = peakHeap(ctx, sides[at+j]); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// repetitions returns how many times a list is fetched in a round. Every length reads the same number of
// items, so that noise affects all of them alike.
func repetitions(items int) int {
	if items < flatFrom {
		return min(500, 10_000/items)
	}
	return slices.Max(itemCounts) / items
}

// each returns the time for one item.
func (l lists) each(took time.Duration) float64 { return float64(took) / float64(l.items) }

// spreadOf returns by how much the time for an item differs between the long lists.
func spreadOf(all []lists) float64 {
	var long []float64
	for _, l := range all {
		if l.items >= flatFrom {
			long = append(long, l.each(l.ours.took))
		}
	}
	return slices.Max(long)/slices.Min(long) - 1
}

// crowd holds the measurements of this many concurrent callers.
type crowd struct {
	callers           int
	ours, bare, tuned crowdResult
	js                float64 // calls a second
}

// crowdResult holds the calls a second for one client, the mean time of a call, and the connections
// that it opened.
type crowdResult struct {
	rate   float64
	mean   time.Duration
	opened int
}

func measureCrowd(ctx context.Context, srv *server, js *js, callers int) (crowd, error) {
	row := crowd{callers: callers}
	ours, bare, _, err := newClients(srv, 1, 0)
	if err != nil {
		return row, err
	}
	sides := []step{ours.create, bare.create, newTunedBare(srv.endpoint(1, 0)).create}
	results := []*crowdResult{&row.ours, &row.bare, &row.tuned}
	const n = 4_096
	measured := make([]timing, len(sides))
	for i, side := range sides {
		measured[i] = func(ctx context.Context) (time.Duration, error) {
			before, err := srv.connections()
			if err != nil {
				return 0, err
			}
			mean, err := side.meanAtOnce(callers, n)(ctx)
			if err != nil {
				return 0, err
			}
			after, err := srv.connections()
			results[i].opened = after - before // of the last round, when the client has connections
			return mean, err
		}
	}
	const few = n / 4 // the JavaScript client takes ten times as long
	means, err := interleaved(ctx, growthRounds, append(measured, js.create(srv.endpoint(1, 0), few, callers))...)
	if err != nil {
		return row, err
	}
	for i, result := range results {
		result.mean = means[i]
		// Each caller has a call under way all the time.
		result.rate = float64(callers) / means[i].Seconds()
	}
	row.js = few / means[len(sides)].Seconds()
	return row, nil
}
