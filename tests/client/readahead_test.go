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

// What a loop gets is the same with and without reading ahead, wherever it breaks off: of any list,
// however that ends. No page is fetched twice, and none that is not wanted unless it breaks off.
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
					// What was read ahead may have panicked, and that must not go unseen.
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

// hanging is a list whose second page does not arrive, and is slow to notice that it is not wanted.
type hanging struct{ ended error }

func (h *hanging) fetch(ctx context.Context, cursor string, _ ...gen.CallOption) (*gen.Page[string], error) {
	if cursor != "" {
		<-ctx.Done()
		<-time.After(time.Second)
		h.ended = context.Cause(ctx)
		return nil, ctx.Err()
	}
	return &gen.Page[string]{Items: []*string{new("a"), new("b")}, HasNextPage: true, NextPageCursor: "1"}, nil
}

// However the loop is left, the page under way is cancelled, and its goroutine has ended then.
func TestLeavingAListEndsWhatIsReadAhead(t *testing.T) {
	for name, leave := range map[string]func(list iter.Seq2[*string, error]){
		"break": func(list iter.Seq2[*string, error]) {
			for range list { //nolint:errcheck // It is left at once.
				synctest.Wait()
				break
			}
		},
		"break at once": func(list iter.Seq2[*string, error]) {
			for range list { //nolint:errcheck // It is left at once.
				break
			}
		},
		"panic": func(list iter.Seq2[*string, error]) {
			for range list { //nolint:errcheck // It is left at once.
				panic("in the loop")
			}
		},
		"exit": func(list iter.Seq2[*string, error]) {
			for range list { //nolint:errcheck // It is left at once.
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
				h := new(hanging)
				list := gen.Items(t.Context(), "/x", []gen.CallOption{seam.CallReadAhead()}, h.fetch)
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

// A context that ends is noticed where it is without reading ahead, in the same words: before the
// next page, though that has arrived.
func TestReadAheadSeesTheEndOfTheContext(t *testing.T) {
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

// The pages that a loop has left behind are not kept.
func TestReadAheadKeepsTwoPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var pages []weak.Pointer[gen.Page[string]]
		fetch := func(_ context.Context, cursor string, _ ...gen.CallOption) (*gen.Page[string], error) {
			page := &gen.Page[string]{Items: []*string{new(cursor)}, HasNextPage: len(pages) < 9, NextPageCursor: strconv.Itoa(len(pages))}
			pages = append(pages, weak.Make(page))
			return page, nil
		}
		for _, err := range gen.Items(t.Context(), "/x", []gen.CallOption{seam.CallReadAhead()}, fetch) {
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

// emptyPage is the caller of a list that has nothing in it.
type emptyPage struct{ items reflect.Value }

func (p emptyPage) Call(_ context.Context, _ *gen.Operation, _, response any, _ ...gen.CallOption) error {
	reflect.ValueOf(response).Elem().FieldByName("Result").Set(p.items)
	return nil
}

// forList is what a list may allocate beside its pages: the copy of its request, and the functions
// that lead from page to page.
const forList = 8

// Who does not read ahead does not pay for it: a list allocates hardly more than its pages do.
func TestListAllocatesLittleForItself(t *testing.T) {
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
	if list > page+forList || page == 0 {
		t.Errorf("a list of one page allocates %v times, the page alone %v times", list, page)
	}
}
