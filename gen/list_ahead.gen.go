// Code generated from openapi/runtime/list_ahead.go by spec gen. DO NOT EDIT.

package gen

import (
	"context"
	"errors"
	"runtime"
)

// ahead is a page that another goroutine fetches.
type ahead struct {
	page   anyPage
	err    error
	cancel context.CancelCauseFunc
	done   chan struct{}
	exit   func() // repeats how the goroutine ended, nil if it has the page
}

func (a *ahead) begin(ctx context.Context, fetch fetchAny, cursor string, opts []CallOption) {
	ctx, a.cancel = context.WithCancelCause(ctx)
	a.done = make(chan struct{})
	a.exit = runtime.Goexit
	go func() {
		defer close(a.done)
		defer func() {
			if v := recover(); v != nil {
				a.exit = func() { panic(v) }
			}
		}()
		a.page, a.err = fetch(ctx, cursor, opts)
		a.exit = nil
	}()
}

// wait returns when the page is there. If the goroutine ended otherwise, the first
// wait ends in the same way.
func (a *ahead) wait() {
	<-a.done
	a.cancel(nil)
	if exit := a.exit; exit != nil {
		a.exit = nil
		exit()
	}
}

// stop gives up the page, and returns when the goroutine has ended.
func (a *ahead) stop() {
	a.cancel(errLoopEnded)
	a.wait()
}

// errLoopEnded is why a page is not wanted any more.
var errLoopEnded = errors.New("the loop over the list has ended")
