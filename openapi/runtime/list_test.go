package runtime

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// numbers has pages of one number each, from 1 on.
func numbers(last int) Fetch[int] {
	return func(_ context.Context, cursor string, _ ...CallOption) (*Page[int], error) {
		n, _ := strconv.Atoi(cursor)
		page := &Page[int]{Items: []*int{new(n + 1)}, HasNextPage: n+1 < last}
		if page.HasNextPage {
			page.NextPageCursor = strconv.Itoa(n + 1)
		}
		return page, nil
	}
}

// drain is what Items yields of a list, and what Pages does, which have to agree.
func drain(t *testing.T, fetch Fetch[int], opts ...CallOption) (items []int, end error) {
	t.Helper()
	var paged []int
	var pagedEnd error
	for page, err := range Pages(t.Context(), "/things/list", opts, "", fetch) {
		if pagedEnd = err; err == nil {
			for _, item := range page.Items {
				paged = append(paged, *item)
			}
		}
	}
	for item, err := range Items(t.Context(), "/things/list", opts, "", fetch) {
		if end = err; err == nil {
			items = append(items, *item)
		}
	}
	if !slices.Equal(items, paged) || fmt.Sprint(end) != fmt.Sprint(pagedEnd) {
		t.Errorf("Items yields %v, %v, but Pages %v, %v", items, end, paged, pagedEnd)
	}
	return items, end
}

// readAhead is the option of package seam.
type readAhead struct{}

func (readAhead) CallOption() {}
func (readAhead) ReadAhead()  {}

// modes are the ways to read a list, which yield the same.
func modes(t *testing.T, test func(t *testing.T, opts ...CallOption)) {
	t.Run("plain", func(t *testing.T) { test(t) })
	t.Run("read ahead", func(t *testing.T) { test(t, readAhead{}) })
}

func TestListGoesThroughAllPages(t *testing.T) {
	t.Parallel()
	modes(t, func(t *testing.T, opts ...CallOption) {
		if items, err := drain(t, numbers(3), opts...); err != nil || !slices.Equal(items, []int{1, 2, 3}) {
			t.Errorf("got %v, %v", items, err)
		}
	})
}

// The items of a page that comes with an error are yielded before it.
func TestErrorComesAfterItsPage(t *testing.T) {
	t.Parallel()
	unreadable := &PaginationError{"/things/list", "pagination is not an object"}
	modes(t, func(t *testing.T, opts ...CallOption) {
		items, err := drain(t, func(ctx context.Context, cursor string, opts ...CallOption) (*Page[int], error) {
			page, _ := numbers(9)(ctx, cursor, opts...)
			if cursor == "1" {
				return page, unreadable
			}
			return page, nil
		}, opts...)
		if !errors.Is(err, unreadable) || !slices.Equal(items, []int{1, 2}) {
			t.Errorf("got %v, %v", items, err)
		}
	})
}

func TestListsThatDoNotEnd(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		page  func(n int) *Page[int]
		items int
		want  string
	}{
		"the same cursor again and again": {
			func(int) *Page[int] { return &Page[int]{[]*int{new(1)}, true, "same"} },
			2, "sent the same page cursor twice",
		},
		"a circle of long cursors": {
			func(n int) *Page[int] { return &Page[int]{[]*int{new(1)}, true, strings.Repeat("c", 1000+n%3)} },
			4, "sent the same page cursor twice",
		},
		"no cursor": {
			func(int) *Page[int] { return &Page[int]{[]*int{new(1)}, true, ""} },
			1, "sent no cursor to it",
		},
		"empty pages": {
			func(n int) *Page[int] { return &Page[int]{nil, true, strconv.Itoa(n)} },
			0, "100 pages in a row are empty and promise more",
		},
		"empty pages after one with an item": {
			func(n int) *Page[int] { return &Page[int]{[]*int{new(1)}[min(n, 1):], true, strconv.Itoa(n)} },
			1, "100 pages in a row are empty and promise more",
		},
		"no page": {func(int) *Page[int] { return nil }, 0, "neither a page nor an error"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			modes(t, func(t *testing.T, opts ...CallOption) {
				n := 0
				items, err := drain(t, func(_ context.Context, cursor string, _ ...CallOption) (*Page[int], error) {
					if cursor == "" {
						n = 0
					}
					if n++; n > 1000 {
						return nil, errors.New("it goes on")
					}
					return tt.page(n - 1), nil
				}, opts...)
				if err == nil || !strings.Contains(err.Error(), tt.want) || len(items) != tt.items {
					t.Errorf("%d items, then %v", len(items), err)
				}
			})
		})
	}
}

// Empty pages are no error as long as there are items among them, or an end.
func TestEmptyPagesBetweenItems(t *testing.T) {
	t.Parallel()
	items, err := drain(t, func(_ context.Context, cursor string, _ ...CallOption) (*Page[int], error) {
		n, _ := strconv.Atoi(cursor)
		page := &Page[int]{HasNextPage: n < 399, NextPageCursor: strconv.Itoa(n + 1)}
		if n%100 == 99 && n < 300 {
			page.Items = []*int{new(n)}
		}
		return page, nil
	})
	if err != nil || len(items) != 3 {
		t.Errorf("%d items, %v", len(items), err)
	}
}

// Items marks the calls after the first, Pages none.
func TestContinuation(t *testing.T) {
	t.Parallel()
	modes(t, func(t *testing.T, opts ...CallOption) {
		var marked []int
		fetch := func(ctx context.Context, cursor string, got ...CallOption) (*Page[int], error) {
			n := 0
			for _, opt := range got {
				if _, ok := opt.(Continuation); ok {
					n++
				}
			}
			if len(got) != len(opts)+n {
				t.Errorf("options %v of %v", got, opts)
			}
			marked = append(marked, n)
			return numbers(3)(ctx, cursor)
		}
		for _, err := range Items(t.Context(), "/x", opts, "", fetch) {
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, err := range Pages(t.Context(), "/x", opts, "", fetch) {
			if err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(marked, []int{0, 1, 1, 0, 0, 0}) {
			t.Errorf("marks %v", marked)
		}
	})
}

// A list that continues begins at its cursor, and the calls after the first are marked.
func TestListFromACursor(t *testing.T) {
	t.Parallel()
	modes(t, func(t *testing.T, opts ...CallOption) {
		var cursors []string
		var marked []bool
		fetch := func(ctx context.Context, cursor string, got ...CallOption) (*Page[int], error) {
			cursors, marked = append(cursors, cursor), append(marked, len(got) > len(opts))
			return numbers(3)(ctx, cursor)
		}
		for _, err := range Items(t.Context(), "/x", opts, "1", fetch) {
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, err := range Pages(t.Context(), "/x", opts, "1", fetch) {
			if err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(cursors, []string{"1", "2", "1", "2"}) || !slices.Equal(marked, []bool{false, true, false, false}) {
			t.Errorf("cursors %q, marks %v", cursors, marked)
		}
	})
}

// A list that continues does not go round: the page that leads back to its cursor is the last.
func TestListThatComesBackToItsBeginning(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		next  map[string]string // cursor -> next cursor
		calls int
	}{
		"at once":             {map[string]string{"a": "a"}, 1},
		"after another page":  {map[string]string{"a": "b", "b": "a"}, 2},
		"to the page between": {map[string]string{"a": "b", "b": "b"}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			modes(t, func(t *testing.T, opts ...CallOption) {
				calls := 0
				fetch := func(_ context.Context, cursor string, _ ...CallOption) (*Page[int], error) {
					calls++
					return &Page[int]{[]*int{new(1)}, true, tt.next[cursor]}, nil
				}
				ends := map[string]error{}
				for _, ends["Items"] = range Items(t.Context(), "/x", opts, "a", fetch) {
				}
				for _, ends["Pages"] = range Pages(t.Context(), "/x", opts, "a", fetch) {
				}
				for of, end := range ends {
					if _, repeated := errors.AsType[*RepeatedCursorError](end); !repeated || calls != 2*tt.calls {
						t.Errorf("%s: %d calls, then %v", of, calls, end)
					}
				}
			})
		})
	}
}
