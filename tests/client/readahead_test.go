package client

import (
	"context"
	"errors"
	"iter"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"weak"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// A loop yields the same with and without reading ahead, for every list and wherever the loop
// breaks. No page is fetched twice, and at most one page more than needed, if the loop breaks.
func TestReadAheadYieldsTheSame(t *testing.T) {
	brokeOff := 0
	for _, s := range scripts() {
		whole := s.read(0)
		for most := range len(whole.events) + 1 {
			want, got := s.read(most), s.read(most, seam.CallReadAhead())
			if extra := len(got.fetched) - len(want.fetched); extra != 0 {
				if extra > 1 || most == 0 || most >= len(whole.events) {
					t.Errorf("%v, %d events: fetched %q, not %q", s, most, got.fetched, want.fetched)
				}
				brokeOff++
				got.fetched = got.fetched[:len(want.fetched)]
				if len(want.fetched) == len(s.items) {
					// A panic while reading ahead must not be lost.
					want.events[most] = map[string]string{"panic": "panicked: no page", "goexit": "exited"}[s.end]
					if want.events[most] == "" {
						want.events[most] = "ended"
					}
				}
			}
			if !slices.Equal(got.events, want.events) || !slices.Equal(got.fetched, want.fetched) {
				t.Errorf("%v, %d events:\n got %q\nwant %q", s, most, got, want)
			}
		}
	}
	if brokeOff == 0 {
		t.Error("nothing was read ahead")
	}
}

// slowPage is a list whose second page never arrives, and which takes a second to notice that it was
// cancelled.
type slowPage struct{ ended error }

func (h *slowPage) fetch(ctx context.Context, cursor string, _ ...gen.CallOption) (*gen.Page[string], error) {
	if cursor != "" {
		<-ctx.Done()
		<-time.After(time.Second)
		h.ended = context.Cause(ctx)
		return nil, ctx.Err()
	}
	return &gen.Page[string]{Items: []*string{new("a"), new("b")}, HasNextPage: true, NextPageCursor: "1"}, nil
}

// However the loop ends, the page under way is cancelled, and its goroutine has ended before the
// loop returns.
func TestLeavingListCancelsReadAhead(t *testing.T) {
	for name, leave := range map[string]func(list iter.Seq2[*string, error]){
		"break": func(list iter.Seq2[*string, error]) {
			for range list { //nolint:errcheck // The loop ends at once.
				synctest.Wait()
				break
			}
		},
		"break at once": func(list iter.Seq2[*string, error]) {
			for range list { //nolint:errcheck // The loop ends at once.
				break
			}
		},
		"panic": func(list iter.Seq2[*string, error]) {
			for range list { //nolint:errcheck // The loop ends at once.
				panic("in the loop")
			}
		},
		"exit": func(list iter.Seq2[*string, error]) {
			for range list { //nolint:errcheck // The loop ends at once.
				runtime.Goexit()
			}
		},
		"stop": func(list iter.Seq2[*string, error]) {
			next, stop := iter.Pull2(list)
			_, _, _ = next()
			stop()
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := new(slowPage)
				list := gen.Items(t.Context(), "/x", []gen.CallOption{seam.CallReadAhead()}, "", h.fetch)
				var loop sync.WaitGroup
				loop.Go(func() {
					defer func() {
						if p := recover(); p != nil && p != "in the loop" {
							t.Errorf("panicked: %v", p)
						}
						if h.ended == nil || !strings.Contains(h.ended.Error(), "the loop over the list has ended") {
							t.Errorf("what was read ahead ended with %v", h.ended)
						}
					}()
					leave(list)
				})
				loop.Wait()
			})
		})
	}
}

// A context that ends is reported where it is reported without reading ahead, with the same text:
// before the next page, even if that page has arrived.
func TestReadAheadContext(t *testing.T) {
	errLeft := errors.New("the user has left")
	for _, l := range pagedLists(t) {
		synctest.Test(t, func(t *testing.T) {
			read := func(opts ...gen.CallOption) (items int, last error) {
				client, err := seam.NewClient(seam.APIKey(key), seam.WithTransport(&pager{}))
				if err != nil {
					t.Fatal(err)
				}
				ctx, cancel := context.WithCancelCause(t.Context())
				defer cancel(nil)
				for item, err := range l.list(ctx, client, opts...).Seq2() {
					synctest.Wait()
					cancel(errLeft)
					if last, _ = reflect.TypeAssert[error](err); last == nil && !item.IsNil() {
						items++
					}
				}
				return items, last
			}
			_, want := read()
			items, got := read(seam.CallReadAhead())
			if items != 2 || !errors.Is(got, errLeft) || !errors.Is(got, context.Canceled) || got.Error() != want.Error() {
				t.Errorf("%s: %d items, then\n%v, not\n%v", l.name, items, got, want)
			}
		})
	}
}

// Pages that the loop has finished are garbage.
func TestReadAheadKeepsTwoPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var pages []weak.Pointer[gen.Page[string]]
		fetch := func(_ context.Context, cursor string, _ ...gen.CallOption) (*gen.Page[string], error) {
			page := &gen.Page[string]{Items: []*string{new(cursor)}, HasNextPage: len(pages) < 9, NextPageCursor: strconv.Itoa(len(pages))}
			pages = append(pages, weak.Make(page))
			return page, nil
		}
		for _, err := range gen.Items(t.Context(), "/x", []gen.CallOption{seam.CallReadAhead()}, "", fetch) {
			if err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			runtime.GC()
			kept := 0
			for _, page := range pages {
				if page.Value() != nil {
					kept++
				}
			}
			if kept > 2 {
				t.Errorf("%d of %d pages are kept", kept, len(pages))
			}
		}
		if len(pages) != 10 {
			t.Errorf("%d pages", len(pages))
		}
	})
}

// emptyPage is a Caller that returns an empty list.
type emptyPage struct{ items reflect.Value }

func (p emptyPage) Call(_ context.Context, _ *gen.Operation, _, response any, _ ...gen.CallOption) error {
	reflect.ValueOf(response).Elem().FieldByName("Result").Set(p.items)
	return nil
}

// listAllocations is how often a list may allocate in addition to its pages: for the copy of its
// request, and for the functions that fetch pages.
const listAllocations = 8

// A list without reading ahead allocates hardly more than its pages.
func TestListAllocations(t *testing.T) {
	codes := gen.NewClient(emptyPage{reflect.ValueOf([]*gen.AccessCode{})}).AccessCodes
	req := new(gen.AccessCodesListRequest)
	page := testing.AllocsPerRun(100, func() {
		if _, err := codes.ListPage(t.Context(), new(*req)); err != nil {
			t.Error(err)
		}
	})
	list := testing.AllocsPerRun(100, func() {
		for _, err := range codes.List(t.Context(), req) {
			t.Error(err)
		}
	})
	if list > page+listAllocations || page == 0 {
		t.Errorf("a list of one page allocates %v times, the page alone %v times", list, page)
	}
}
