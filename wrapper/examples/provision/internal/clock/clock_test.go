package clock

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestSleep(t *testing.T) {
	stopped := errors.New("stopped")
	for d, want := range map[time.Duration]struct {
		slept time.Duration
		err   error
	}{
		-time.Second:    {0, nil},
		0:               {0, nil},
		time.Second:     {time.Second, nil},
		3 * time.Second: {2 * time.Second, stopped},
	} {
		synctest.Test(t, func(t *testing.T) {
			ctx, stop := context.WithCancelCause(t.Context())
			time.AfterFunc(2*time.Second, func() { stop(stopped) })
			start := time.Now()
			if err := Sleep(ctx, d); !errors.Is(err, want.err) || time.Since(start) != want.slept {
				t.Errorf("%v: slept %v, %v", d, time.Since(start), err)
			}
		})
	}
}
