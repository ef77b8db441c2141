package main

import (
	"context"
	"errors"
	"runtime"
	"runtime/metrics"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// step is the work to measure, the same in each repetition.
type step func(ctx context.Context) error

// times repeats a step n times.
func (s step) times(n int) step {
	return func(ctx context.Context) error {
		for range n {
			if err := s(ctx); err != nil {
				return err
			}
		}
		return nil
	}
}

// wall measures the time of the step.
func (s step) wall() timing {
	return func(ctx context.Context) (time.Duration, error) {
		started := time.Now()
		err := s(ctx)
		return time.Since(started), err
	}
}

// atOnce runs the step n times in all, in this many goroutines.
func (s step) atOnce(callers, n int) step {
	return func(ctx context.Context) error {
		errs := make([]error, callers)
		var group sync.WaitGroup
		for i := range callers {
			share := n / callers
			if i < n%callers {
				share++
			}
			group.Go(func() { errs[i] = s.times(share)(ctx) })
		}
		group.Wait()
		return errors.Join(errs...)
	}
}

// meanAtOnce measures the mean time of the step in this many goroutines.
func (s step) meanAtOnce(callers, n int) timing {
	return func(ctx context.Context) (time.Duration, error) {
		var sum atomic.Int64
		err := step(func(ctx context.Context) error {
			took, err := s.wall()(ctx)
			sum.Add(int64(took))
			return err
		}).atOnce(callers, n)(ctx)
		return time.Duration(sum.Load() / int64(n)), err
	}
}

// timing is one measurement.
type timing func(ctx context.Context) (time.Duration, error)

// interleaved measures each side once a round and returns the median for each. It discards the first
// round. The sides alternate, so that noise affects all of them.
func interleaved(ctx context.Context, rounds int, sides ...timing) ([]time.Duration, error) {
	took := make([][]time.Duration, len(sides))
	for round := range rounds + 1 {
		for i, measure := range sides {
			runtime.GC()
			duration, err := measure(ctx)
			if err != nil {
				return nil, err
			}
			if round > 0 {
				took[i] = append(took[i], duration)
			}
		}
	}
	medians := make([]time.Duration, len(sides))
	for i := range took {
		medians[i] = median(took[i])
	}
	return medians, nil
}

func median(values []time.Duration) time.Duration {
	slices.Sort(values)
	middle := len(values) / 2
	if len(values)%2 == 1 {
		return values[middle]
	}
	return (values[middle-1] + values[middle]) / 2
}

// allocations returns the mean number of allocations of a step in this process, over n repetitions.
func allocations(ctx context.Context, n int, s step) (float64, error) {
	if err := s(ctx); err != nil { // opens the connection and fills the caches
		return 0, err
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	err := s.times(n)(ctx)
	runtime.ReadMemStats(&after)
	return float64(after.Mallocs-before.Mallocs) / float64(n), err
}

// heapEvery is the interval at which peakHeap reads the heap size.
const heapEvery = 500 * time.Microsecond

// peakHeap returns the largest heap during a step in bytes, garbage included.
func peakHeap(ctx context.Context, s step) (uint64, error) {
	runtime.GC()
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	done := make(chan struct{})
	peak := make(chan uint64)
	go func() {
		ticker := time.NewTicker(heapEvery)
		defer ticker.Stop()
		var most uint64
		for {
			metrics.Read(sample)
			most = max(most, sample[0].Value.Uint64())
			select {
			case <-ticker.C:
			case <-done:
				peak <- most
				return
			}
		}
	}()
	err := s(ctx)
	close(done)
	return <-peak, err
}
