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
	// firstPollDelay is the longest pause after the first request, and maxPollDelay the longest pause of
	// all. A lock responds within a second; a card waits until somebody presents it.
	firstPollDelay = 250 * time.Millisecond
	maxPollDelay   = 4 * time.Second
)

// Wake ends the pause of each wait of this client for a resource that the event names, so that the wait
// requests the resource at once. Call it with the events of a [Webhook], in the process that waits. Wake
// ignores other events. If an event is lost, the wait ends some seconds later.
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

// waiting holds a *waiter for each wait in progress, of all clients. It is not a field of Client, because a
// Client with a sync.Map must not be copied.
var waiting sync.Map

// waiter is a wait in progress.
type waiter struct {
	client *gen.Client
	// quoted is the ID or key of the resource as a JSON string, as it appears in an event.
	quoted string
	// woken has an element if an event arrived during or since the last look.
	woken chan struct{}
}

func (w *waiter) wake() {
	select {
	case w.woken <- struct{}{}:
	default: // An earlier event already ends the pause.
	}
}

// until calls look at growing intervals until look reports that the wait is over, and returns the error of
// that look. A failure that may pass, such as an outage, a rate limit or a malformed value, does not end the
// wait, because it says nothing about the resource. Any other failure and the end of ctx end the wait with over == false.
func (c *Client) until(ctx context.Context, id string, look func(context.Context) (over bool, err error)) (over bool, err error) {
	w := &waiter{client: c.Client, quoted: jsonText(id), woken: make(chan struct{}, 1)}
	waiting.Store(w, nil)
	defer waiting.Delete(w)
	for looked := 1; ; looked++ {
		over, err := look(ctx)
		if over {
			return true, err
		}
		if err != nil && (!mayPass(err) || ctx.Err() != nil) {
			return false, err
		}
		if end := w.pause(ctx, looked, err); end != nil {
			return false, withFailure(end, err)
		}
	}
}

// mayPass reports whether the next look may succeed although this one failed.
func mayPass(err error) bool {
	e, isCall := errors.AsType[*Error](err)
	return isMalformed(err) || isCall && e.retryable
}

// pause waits until the next look is due, or returns the error of ctx if ctx ends first. An event ends the
// pause early, except after a failure: Seam may have asked for a longer pause.
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

// pollDelay returns the pause after this number of looks. It is half of a ceiling that doubles with each
// look, plus a random part of the other half, so that waits that began together do not look together.
func pollDelay(looked int, failure error) time.Duration {
	const doublings = 10 // by then the ceiling is maxPollDelay; more could overflow
	ceiling := min(firstPollDelay<<min(looked-1, doublings), maxPollDelay)
	delay := ceiling/2 + rand.N(ceiling/2)
	if e, ok := errors.AsType[*Error](failure); ok {
		// Without the maximum, a server could stop the wait for a year.
		delay += min(e.RetryAfter, rest.MaxRetryAfter)
	}
	return delay
}

// withFailure returns the error that ended a wait, together with the failure of the last look, if any.
func withFailure(end, failure error) error {
	if failure == nil {
		return end
	}
	return fmt.Errorf("%w; before that: %w", end, failure)
}
