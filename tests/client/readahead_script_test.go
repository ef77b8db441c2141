package client

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strconv"

	"github.com/seam-go/seam/gen"
)

var errPage = errors.New("no page")

// script describes a list: the number of items on each page, and how the list ends.
type script struct {
	items []int
	end   string
}

// scripts returns all lists of up to three pages with up to two items each.
func scripts() []script {
	var all []script
	for _, end := range []string{"nothing", "no cursor", "same cursor", "error", "panic", "goexit"} {
		for n := range 1 + 3 + 9 + 27 {
			var items []int
			for ; n > 0; n = (n - 1) / 3 {
				items = append(items, (n-1)%3)
			}
			if s := (script{items, end}); len(items) > 0 || s.breaksOff() {
				all = append(all, s)
			}
		}
	}
	return all
}

// breaksOff reports whether the list fails instead of sending a promised page.
func (s script) breaksOff() bool { return s.end == "error" || s.end == "panic" || s.end == "goexit" }

// page returns the n-th page. Its cursor is the number of the next page.
func (s script) page(n int) (*gen.Page[string], error) {
	if n == len(s.items) {
		switch s.end {
		case "error":
			return nil, errPage
		case "panic":
			panic(errPage)
		case "goexit":
			runtime.Goexit()
		}
	}
	last := n >= len(s.items)-1
	page := &gen.Page[string]{HasNextPage: !last || s.end != "nothing"}
	switch {
	case last && s.end == "no cursor":
	case last && s.end == "same cursor":
		page.NextPageCursor = strconv.Itoa(max(n, 1))
	default:
		page.NextPageCursor = strconv.Itoa(n + 1)
	}
	for i := range s.items[min(n, len(s.items)-1)] {
		page.Items = append(page.Items, new(fmt.Sprintf("item %d of page %d", i, n)))
	}
	return page, nil
}

// reading is the result of a loop over a list.
type reading struct {
	// events are the yielded items and errors, and how the loop ended.
	events  []string
	fetched []string // the cursors
}

// read loops over the list and breaks after most events.
func (s script) read(most int, opts ...gen.CallOption) *reading {
	r := new(reading)
	list := gen.Items(context.Background(), "/x", opts, "", func(_ context.Context, cursor string, _ ...gen.CallOption) (*gen.Page[string], error) {
		r.fetched = append(r.fetched, cursor)
		n := 0
		if cursor != "" {
			n, _ = strconv.Atoi(cursor)
		}
		return s.page(n)
	})
	done := make(chan struct{})
	go func() {
		defer close(done)
		end := "exited"
		defer func() {
			if p := recover(); p != nil {
				end = fmt.Sprintf("panicked: %v", p)
			}
			r.events = append(r.events, end)
		}()
		for item, err := range list {
			if item == nil {
				item = new("nothing")
			}
			r.events = append(r.events, fmt.Sprintf("%s, %v", *item, err))
			if len(r.events) == most {
				break
			}
		}
		end = "ended"
	}()
	<-done
	return r
}
