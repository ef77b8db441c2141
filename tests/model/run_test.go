package model

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

const (
	// margin is how long a call may go on after its context has ended.
	margin = time.Second
	// maxRetryAfter is the longest wait between two attempts, with room for chance on top.
	maxRetryAfter = 70 * time.Second
	// forever is when a call is broken off.
	forever = 30 * 24 * time.Hour
)

var errCause = errors.New("the program is shutting down")

// run makes one call with everything that the seed decides. It must be called in a bubble of
// synctest.
func run(seed uint64) *story {
	goroutines := runtime.NumGoroutine()
	rng := rand.New(rand.NewPCG(seed, 1))
	op := operations[rng.IntN(len(operations))]
	n := newNetwork(seed, rng, op)
	client, set := n.newClient()
	c := newCall(seed, n.world, client, rng)
	perform := op.prepare(c)
	ctx, describe, stop := n.newContext(rng)
	s := &story{
		seed: seed, setting: "transport", op: op.name, effect: op.effect, exact: true,
		setup: set.text + ", " + describe,
	}
	if c.readAhead {
		s.setup += ", read ahead"
	}
	ended := s.watch(ctx, n)
	s.perform(ctx, forever, n.release, perform)
	s.allowed = min(ended(), time.Duration(n.requests()+set.retries+3)*(set.timeout+maxRetryAfter+set.wait)) + margin
	stop()
	n.release()
	time.Sleep(time.Hour) // Whatever is still under way ends.
	synctest.Wait()
	s.leaked = leaked(goroutines)
	if s.leaked == "" && !n.idle() {
		s.leaked = "a response body that was not closed"
	}
	c.note()
	s.finish(n, c)
	return s
}

func newNetwork(seed uint64, rng *rand.Rand, op operation) *network {
	n := &network{
		world: newWorld(), rng: rand.New(rand.NewPCG(seed, 2)), released: make(chan struct{}),
		traced: rng.IntN(2) == 0, http2: rng.IntN(2) == 0, calm: pick(rng, 0, 20, 50, 80),
		emptyPages: rng.IntN(100) == 0, oneCall: op.oneCall(),
	}
	if op.paged() {
		n.calm = pick(rng, 70, 90, 97)
	}
	return n
}

// newCall returns a call that the server knows by its seed. Half of the calls ask for CallInfo.
func newCall(seed uint64, w *world, client *seam.Client, rng *rand.Rand) *call {
	c := &call{id: strconv.FormatUint(seed, 10), world: w, client: client, rng: rng}
	c.opts = []gen.CallOption{seam.CallHeader(callHeader, c.id)}
	if rng.IntN(2) == 0 {
		c.info = new(seam.ResponseInfo)
		c.opts = append(c.opts, seam.CallInfo(c.info))
	}
	return c
}

// watch notes whether the context ends while no request is under way. What it returns must be
// called after the call, and says when the context ended, or forever.
func (s *story) watch(ctx context.Context, n *network) (ended func() time.Duration) {
	began := time.Now()
	at := make(chan time.Duration, 1)
	stop := context.AfterFunc(ctx, func() {
		s.ctxWaiting = n.idle() && (n.cancelAt == never || n.cancelAt == afterExchange)
		at <- time.Since(began)
	})
	return func() time.Duration {
		if stop() {
			return forever
		}
		return <-at
	}
}

// paged reports whether the operation reads a list.
func (op operation) paged() bool { return op.effect == read && op.path != "/acs/credentials/get" }

// oneCall reports whether the method makes one call of the API, whatever happens.
func (op operation) oneCall() bool {
	switch op.name {
	case "ACS.Credentials.Update", "ACS.Credentials.Assign", "ACS.Credentials.Unassign": // They may look afterwards.
		return false
	}
	return !op.paged()
}

// perform makes the call in a goroutine, and breaks it off if it does not return in time.
func (s *story) perform(ctx context.Context, limit time.Duration, breakOff func(), call func(context.Context) (string, error)) {
	done := make(chan struct{})
	began := time.Now()
	go func() {
		defer close(done)
		defer func() {
			if p := recover(); p != nil {
				s.panicked = fmt.Sprint(p)
			}
			s.took = time.Since(began)
			s.ctxErr, s.cause = ctx.Err(), context.Cause(ctx)
		}()
		s.wrong, s.err = call(ctx)
		s.returned = true
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
		breakOff()
		<-done
		s.returned = false
	}
}

// finish adds what the network and the world know about the call.
func (s *story) finish(n *network, c *call) {
	for _, e := range n.events {
		s.events = append(s.events, *e)
	}
	s.deeds = n.world.deeds(c.id)
	s.malformed = c.malformed
	s.reportsWanted = c.info != nil
	if s.wrong == "" {
		s.wrong = n.changed
	}
	s.secret, s.tooMany = n.key, n.tooMany
}

// newContext returns the context of a call, which may end at a moment that chance chooses. stop
// ends it after the call.
func (n *network) newContext(rng *rand.Rand) (ctx context.Context, describe string, stop func()) {
	n.cancel = func() {}
	ctx, cancel := context.WithCancelCause(context.Background())
	defer func() { n.ctx = ctx }()
	stop = func() { cancel(nil) }
	switch rng.IntN(5) {
	case 0:
		d := time.Duration(rng.Int64N(int64(pick(rng, time.Second, 10*time.Second, 2*time.Minute)))) + 1
		ctx, stop = context.WithTimeout(ctx, d)
		describe = fmt.Sprintf("a context of %v", d)
	case 1:
		cause := pick(rng, nil, errCause)
		n.cancel = func() { cancel(cause) }
		n.cancelIn, n.cancelAt = 1+rng.IntN(3), pick(rng, beforeSending, afterProcessing, whileReading, afterExchange)
		describe = fmt.Sprintf("cancelled in request %d, %v", n.cancelIn, n.cancelAt)
	default:
		describe = "a context that does not end"
	}
	return ctx, describe, stop
}

// String names the moment in a story.
func (m moment) String() string {
	return [...]string{"never", "before it is sent", "after it is processed", "while the response is read", "after it"}[m]
}

// allStacks returns the stacks of all goroutines, that of the caller first.
func allStacks() []string {
	b := make([]byte, 256<<10)
	return strings.Split(string(b[:runtime.Stack(b, true)]), "\n\n")
}

// leaked returns the stacks of the goroutines that a call has left in the bubble of the caller. It
// looks only if there are more than before: the stacks take time.
func leaked(before int) string {
	if runtime.NumGoroutine() <= before {
		return ""
	}
	stacks := allStacks()
	bubble := regexp.MustCompile(`synctest bubble \d+`).FindString(stacks[0])
	var left []string
	for _, stack := range stacks[1:] {
		if strings.Contains(stack, bubble+"]") && !strings.Contains(stack, "testingSynctestTest") && !strings.Contains(stack, "internal/synctest.Run") {
			left = append(left, stack)
		}
	}
	text := strings.Join(left, "\n\n")
	return text[:min(len(text), 2000)]
}
