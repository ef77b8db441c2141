package seam

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
)

// 10,000 concurrent calls, half of them cancelled at a random time. The synctest bubble fails the
// test if a goroutine or connection remains.
func TestManyCalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork(t)
		transport := n.transport()
		transport.MaxConnsPerHost, transport.MaxIdleConnsPerHost = 200, 200
		c := n.callerOver(transport)
		n.each(func(_ int, c *serverConn) {
			<-time.After(rand.N(20 * time.Millisecond))
			status := "200 OK"
			if rand.N(20) == 0 {
				status = "429 Too Many Requests"
			}
			c.json(status, `{"devices":[{"device_id":"d"}]}`)
		})

		var succeeded, cancelled atomic.Int32
		var wg sync.WaitGroup
		ops := []*gen.Operation{readOp, idempotentOp, writeOp}
		for i := range 10_000 {
			wg.Go(func() {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				if rand.N(2) == 0 {
					stop := time.AfterFunc(rand.N(time.Second), cancel)
					defer stop.Stop()
				}
				op := ops[i%len(ops)]
				var out result
				switch err := c.Call(ctx, op, nil, &out); {
				case err == nil:
					succeeded.Add(1)
					if len(out.Devices) != 1 || out.Devices[0].DeviceID != "d" {
						t.Errorf("got %+v", out)
					}
				case ctx.Err() != nil:
					cancelled.Add(1)
					if !errors.Is(err, context.Canceled) {
						t.Errorf("cancelled, got %v", err)
					}
					if errors.Is(err, ErrOutcomeUnknown) && op.Effect == gen.Read {
						t.Errorf("the outcome of a read is unknown: %v", err)
					}
				case !errors.Is(err, ErrRateLimited):
					t.Errorf("got %v", err)
				}
			})
		}
		wg.Wait()
		if succeeded.Load() < 1000 || cancelled.Load() < 1000 {
			t.Errorf("%d succeeded and %d were cancelled: too few to test anything", succeeded.Load(), cancelled.Load())
		}
	})
}
