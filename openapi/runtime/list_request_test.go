package runtime

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"
)

// request has what requests have.
type request struct {
	Name       *string
	IDs        []string
	Data       map[string]any
	PageCursor *string
}

func (r *request) pageCursor() **string { return &r.PageCursor }

// cursor returns the cursor that a request sends, "" for none.
func (r *request) cursor() string {
	if r == nil || r.PageCursor == nil {
		return ""
	}
	return *r.PageCursor
}

// forms are the two ways to read a list of requests: its items, and its pages as items.
var forms = map[string]func(context.Context, *request, []CallOption, fetchRequest[int, *request]) iter.Seq2[*int, error]{
	"items": func(ctx context.Context, req *request, opts []CallOption, fetch fetchRequest[int, *request]) iter.Seq2[*int, error] {
		return listItems(ctx, "/x", req, opts, fetch)
	},
	"pages": func(ctx context.Context, req *request, opts []CallOption, fetch fetchRequest[int, *request]) iter.Seq2[*int, error] {
		pages := listPages(ctx, "/x", req, opts, fetch)
		return func(yield func(*int, error) bool) {
			for page, err := range pages {
				if err != nil && !yield(nil, err) || err == nil && !yield(page.Items[0], nil) {
					return
				}
			}
		}
	},
}

// A loop may change its request, its options and all that they lead to.
func TestListUsesTheRequestAsItWas(t *testing.T) {
	t.Parallel()
	show := func(r *request) string { return fmt.Sprint(*r.Name, r.IDs, r.Data) }
	for name, form := range forms {
		req := &request{Name: new("a"), IDs: []string{"a"}, Data: map[string]any{"a": []any{"a"}}}
		opts := []CallOption{nil, readAhead{}}[:1]
		var sent, cursors []string
		all := form(t.Context(), req, opts, func(ctx context.Context, r *request, got ...CallOption) (*Page[int], error) {
			sent, cursors = append(sent, show(r)), append(cursors, r.cursor())
			if got[0] != nil {
				t.Errorf("%s: options %v", name, got)
			}
			return numbers(3)(ctx, r.cursor())
		})
		for range 2 {
			sent, cursors = nil, nil
			want := show(req)
			for _, err := range all {
				if err != nil {
					t.Fatal(name, err)
				}
				*req.Name += "b"
				req.IDs[0] += "b"
				req.Data["b"] = "b"
				req.Data["a"].([]any)[0] = "b"
				req.PageCursor = new("7")
				opts[0] = readAhead{}
			}
			if !slices.Equal(sent, []string{want, want, want}) || !slices.Equal(cursors, []string{"", "1", "2"}) {
				t.Errorf("%s: sent %q with cursors %q, want %s", name, sent, cursors, want)
			}
			req.PageCursor, opts[0] = nil, nil
		}
	}
}

// A list that begins in the middle begins there in every loop, and does not go round.
func TestListOfARequestWithACursor(t *testing.T) {
	t.Parallel()
	for name, form := range forms {
		var cursors []string
		all := form(t.Context(), &request{PageCursor: new("1")}, nil, func(_ context.Context, r *request, _ ...CallOption) (*Page[int], error) {
			cursors = append(cursors, r.cursor())
			return &Page[int]{[]*int{new(1)}, true, map[string]string{"1": "2", "2": "1"}[r.cursor()]}, nil
		})
		for range 2 {
			var end error
			for _, end = range all {
			}
			if _, repeated := errors.AsType[*RepeatedCursorError](end); !repeated {
				t.Errorf("%s ends with %v", name, end)
			}
		}
		if !slices.Equal(cursors, []string{"1", "2", "1", "2"}) {
			t.Errorf("%s: cursors %q", name, cursors)
		}
	}
}

// Without a request the first page is asked for without one.
func TestListWithoutRequest(t *testing.T) {
	t.Parallel()
	for name, form := range forms {
		var sent []bool
		for _, err := range form(t.Context(), nil, nil, func(ctx context.Context, r *request, _ ...CallOption) (*Page[int], error) {
			sent = append(sent, r != nil)
			return numbers(2)(ctx, r.cursor())
		}) {
			if err != nil {
				t.Fatal(name, err)
			}
		}
		if !slices.Equal(sent, []bool{false, true}) {
			t.Errorf("%s: requests %v", name, sent)
		}
	}
}
