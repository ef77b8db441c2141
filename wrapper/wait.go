package seam

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/rest"
)

const (
	// firstPollDelay bounds the pause after the first look, maxPollDelay that after any: a lock
	// responds within a second, a card waits for somebody to present it.
	firstPollDelay = 250 * time.Millisecond
	maxPollDelay   = 4 * time.Second
)

// Wake makes every wait of the client that concerns a resource of the event look at it at once, rather
// than at the end of its pause. Call it with the events of a [Webhook], in the process that waits. An
// event that concerns no wait does nothing, and one that is lost delays a wait by seconds.
func (c *Client) Wake(event *gen.Event) {
	if c == nil || event == nil {
		return
	}
	text := string(event.Raw())
	for key := range waiting.Range {
		if w, ok := key.(*waiter); ok && w.client == c.Client && strings.Contains(text, w.quoted) {
			w.wake()
		}
	}
}

// waiting are the waits of all clients that are going on, each a *waiter. In a field, they would keep a
// Client from being copied.
var waiting sync.Map

// waiter is one wait.
type waiter struct {
	client *gen.Client
	// quoted is the ID or key of the resource as it appears in an event.
	quoted string
	// woken has an element if an event has come since the last look.
	woken chan struct{}
}

func (w *waiter) wake() {
	select {
	case w.woken <- struct{}{}:
	default: // It will look anyway.
	}
}

// until calls look, less and less often, until it reports that the wait is over, and returns its error
// then. A failure to look that may pass does not end the wait: an outage, a rate limit or a network that is
// down says nothing about the resource. Any other failure, and the end of ctx, do: over is false then.
func (c *Client) until(ctx context.Context, id string, look func(context.Context) (over bool, err error)) (over bool, err error) {
	w := &waiter{client: c.Client, quoted: jsonText(id), woken: make(chan struct{}, 1)}
	waiting.Store(w, nil)
	defer waiting.Delete(w)
	for looked := 1; ; looked++ {
		over, err := look(ctx)
		if over {
			return true, err
		}
		e, isCall := errors.AsType[*Error](err)
		if err != nil && (!isCall || !e.retryable || ctx.Err() != nil) {
			return false, err
		}
		if end := w.pause(ctx, looked, err); end != nil {
			return false, withFailure(end, err)
		}
	}
}

// pause waits until it is time for another look, and returns the error of ctx if that ends before. An event
// ends the pause early, but not after a failure: Seam may have asked to be left alone.
func (w *waiter) pause(ctx context.Context, looked int, failure error) error {
	delay := pollDelay(looked, failure)
	if failure != nil {
		return rest.Sleep(ctx, delay)
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-w.woken:
		return nil
	case <-ctx.Done():
		return rest.ContextError(ctx)
	}
}

// pollDelay is the pause after having looked that many times: half of a doubling ceiling, and a random
// part of the other half, so that many waits begun together do not look together.
func pollDelay(looked int, failure error) time.Duration {
	ceiling := maxPollDelay
	if looked <= 4 {
		ceiling = firstPollDelay << (looked - 1)
	}
	delay := ceiling/2 + rand.N(ceiling/2)
	if e, ok := errors.AsType[*Error](failure); ok {
		// Not longer: a server that asks for a year would make the wait useless.
		delay += min(e.RetryAfter, rest.MaxRetryAfter)
	}
	return delay
}

// withFailure is the end of a wait, and why the last look failed, if it did.
func withFailure(end, failure error) error {
	if failure == nil {
		return end
	}
	return fmt.Errorf("%w; before that: %w", end, failure)
}
