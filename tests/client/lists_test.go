package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// pager responds to a list with two pages, and with an error to the request for the third.
type pager struct {
	sent []map[string]any
	open int
}

func (p *pager) RoundTrip(req *http.Request) (*http.Response, error) {
	var body map[string]any
	if err := json.NewDecoder(req.Body).Decode(&body); err != nil {
		return nil, err
	}
	p.sent = append(p.sent, body)
	cursor, _ := body["page_cursor"].(string)
	op := gen.LookupOperation(req.URL.Path)
	resp := jsonResponse(req, "")
	switch page := `{%q:[%s],"pagination":{"has_next_page":true,"next_page_cursor":%q,"next_page_url":"https://elsewhere.example/x"},"ok":true}`; cursor {
	case "":
		resp.Body = p.body(fmt.Sprintf(page, op.Key, `{},{}`, "two"))
	case "two":
		resp.Body = p.body(fmt.Sprintf(page, op.Key, `{}`, "three"))
	default:
		resp.StatusCode = http.StatusBadRequest
		resp.Body = p.body(`{"error":{"type":"mismatched_page_parameters","message":"no"},"ok":false}`)
	}
	return resp, nil
}

// body returns a response body that counts as open until it is closed.
func (p *pager) body(text string) io.ReadCloser {
	p.open++
	return &openBody{strings.NewReader(text), p}
}

type openBody struct {
	io.Reader
	of *pager
}

func (b *openBody) Close() error {
	b.of.open--
	return nil
}

// pagedList is one paginated operation, called with its parameters set.
type pagedList struct {
	name  string
	list  func(context.Context, *seam.Client, ...gen.CallOption) reflect.Value
	pages func(ctx context.Context, c *seam.Client, cursor string, opts ...gen.CallOption) reflect.Value
}

// handwrittenLists returns the lists of package seam that replace generated ones.
func handwrittenLists() []pagedList {
	credentials := func(cursor string) seam.CredentialFilter {
		return seam.CredentialFilter{ACSUserID: "u", Limit: 2, Cursor: cursor}
	}
	grants := func(cursor string) seam.AccessGrantFilter {
		return seam.AccessGrantFilter{ACSSystemID: "s", Limit: 2, Cursor: cursor}
	}
	return []pagedList{
		{
			"seam.CredentialsService.List",
			func(ctx context.Context, c *seam.Client, opts ...gen.CallOption) reflect.Value {
				return reflect.ValueOf(c.ACS.Credentials.List(ctx, credentials(""), opts...))
			},
			func(ctx context.Context, c *seam.Client, cursor string, opts ...gen.CallOption) reflect.Value {
				return reflect.ValueOf(c.ACS.Credentials.ListPages(ctx, credentials(cursor), opts...))
			},
		},
		{
			"seam.AccessGrantsService.List",
			func(ctx context.Context, c *seam.Client, opts ...gen.CallOption) reflect.Value {
				return reflect.ValueOf(c.AccessGrants.List(ctx, grants(""), opts...))
			},
			func(ctx context.Context, c *seam.Client, cursor string, opts ...gen.CallOption) reflect.Value {
				return reflect.ValueOf(c.AccessGrants.ListPages(ctx, grants(cursor), opts...))
			},
		},
		{
			"seam.EncodersService.List",
			func(ctx context.Context, c *seam.Client, opts ...gen.CallOption) reflect.Value {
				return reflect.ValueOf(c.ACS.Encoders.List(ctx, &gen.ACSEncodersListRequest{Limit: new(2)}, opts...))
			},
			func(ctx context.Context, c *seam.Client, cursor string, opts ...gen.CallOption) reflect.Value {
				req := &gen.ACSEncodersListRequest{Limit: new(2), PageCursor: &cursor}
				return reflect.ValueOf(c.ACS.Encoders.ListPages(ctx, req, opts...))
			},
		},
	}
}

// pagedLists returns all paginated operations of the document, and the hand-written lists.
func pagedLists(t *testing.T) []pagedList {
	lists := handwrittenLists()
	paged := len(lists)
	var find func(reflect.Type, []int)
	find = func(service reflect.Type, path []int) {
		for m := range service.Methods() {
			if _, hasPageForm := service.MethodByName(m.Name + "Page"); !hasPageForm {
				continue
			}
			call := func(ctx context.Context, c *seam.Client, method string, cursor *string, opts []gen.CallOption) reflect.Value {
				req := reflect.New(m.Type.In(2).Elem())
				req.Elem().FieldByName("Limit").Set(reflect.ValueOf(new(2)))
				req.Elem().FieldByName("PageCursor").Set(reflect.ValueOf(cursor))
				of := reflect.ValueOf(c.Client).Elem().FieldByIndex(path).MethodByName(method)
				return of.CallSlice([]reflect.Value{reflect.ValueOf(ctx), req, reflect.ValueOf(opts)})[0]
			}
			lists = append(lists, pagedList{
				service.String() + "." + m.Name,
				func(ctx context.Context, c *seam.Client, opts ...gen.CallOption) reflect.Value {
					return call(ctx, c, m.Name, nil, opts)
				},
				func(ctx context.Context, c *seam.Client, cursor string, opts ...gen.CallOption) reflect.Value {
					return call(ctx, c, m.Name+"Pages", &cursor, opts)
				},
			})
		}
		for i := range service.Elem().NumField() {
			if f := service.Elem().Field(i); f.IsExported() {
				find(f.Type, append(slices.Clone(path), i))
			}
		}
	}
	find(reflect.TypeFor[*gen.Client](), nil)
	for _, op := range gen.Operations() {
		if op.Kind == gen.Paged {
			paged++
		}
	}
	if len(lists) != paged {
		t.Fatalf("%d lists for %d paginated operations", len(lists), paged)
	}
	return lists
}

func eachPagedList(t *testing.T, test func(t *testing.T, wire *pager, list func() reflect.Value), opts ...gen.CallOption) {
	for _, l := range pagedLists(t) {
		t.Run(l.name, func(t *testing.T) {
			// A goroutine that outlives its list makes synctest panic.
			synctest.Test(t, func(t *testing.T) {
				wire := &pager{}
				client, err := seam.NewClient(seam.APIKey(key), seam.WithTransport(wire))
				if err != nil {
					t.Fatal(err)
				}
				test(t, wire, func() reflect.Value { return l.list(t.Context(), client, opts...) })
				if wire.open != 0 {
					t.Errorf("%d bodies were left open", wire.open)
				}
			})
		})
	}
}

// The items of two pages come before the error of the third, which comes once and last. Every
// request has all parameters.
func TestPageErrorFollowsItems(t *testing.T) {
	test := func(t *testing.T, wire *pager, list func() reflect.Value) {
		var items, failures int
		for item, err := range list().Seq2() {
			switch {
			case err.IsNil() && failures == 0 && !item.IsNil():
				items++
			case !err.IsNil() && errors.Is(err.Interface().(error), seam.ErrInvalidInput):
				failures++
			default:
				t.Errorf("yielded %v, %v after %d items and %d errors", item, err, items, failures)
			}
		}
		if items != 3 || failures != 1 || len(wire.sent) != 3 {
			t.Errorf("got %d items and %d errors from %d requests", items, failures, len(wire.sent))
		}
		first := wire.sent[0]
		if first["limit"] != 2.0 {
			t.Errorf("the parameters were not sent: %v", first)
		}
		for i, cursor := range []string{"two", "three"} {
			want := maps.Clone(first)
			want["page_cursor"] = cursor
			if got := wire.sent[i+1]; !reflect.DeepEqual(got, want) {
				t.Errorf("page %d was asked for with %v, want %v", i+2, got, want)
			}
		}
	}
	eachPagedList(t, test)
	t.Run("read ahead", func(t *testing.T) { eachPagedList(t, test, seam.CallReadAhead()) })
}

// A loop that breaks in the first page requests no second page.
func TestBreakEndsList(t *testing.T) {
	eachPagedList(t, func(t *testing.T, wire *pager, list func() reflect.Value) {
		for range list().Seq2() {
			break
		}
		if len(wire.sent) != 1 {
			t.Errorf("sent %d requests", len(wire.sent))
		}
	})
}

// CallReadAhead requests one page while the loop works on the one before. Without it, no page is
// requested early.
func TestListReadsOnePageAhead(t *testing.T) {
	test := func(ahead int) func(*testing.T, *pager, func() reflect.Value) {
		return func(t *testing.T, wire *pager, list func() reflect.Value) {
			var sent []int
			for range list().Seq2() {
				synctest.Wait()
				sent = append(sent, len(wire.sent))
			}
			// Two items, one item, an error.
			if want := []int{1 + ahead, 1 + ahead, 2 + ahead, 3}; !slices.Equal(sent, want) {
				t.Errorf("requests sent at each item: %v, want %v", sent, want)
			}
		}
	}
	eachPagedList(t, test(0))
	t.Run("read ahead", func(t *testing.T) { eachPagedList(t, test(1), seam.CallReadAhead()) })
}

// A list without a loop sends nothing.
func TestListIsLazy(t *testing.T) {
	test := func(t *testing.T, wire *pager, list func() reflect.Value) {
		list()
		if synctest.Wait(); len(wire.sent) != 0 {
			t.Errorf("sent %d requests", len(wire.sent))
		}
	}
	eachPagedList(t, test)
	t.Run("read ahead", func(t *testing.T) { eachPagedList(t, test, seam.CallReadAhead()) })
}
