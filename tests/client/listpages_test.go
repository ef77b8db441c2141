package client

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"testing"
	"testing/synctest"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// linkedPages responds with pages of one item. It maps the cursor of a page to the cursor of the next
// one, which is empty after the last page.
type linkedPages struct {
	next map[string]string
	sent []map[string]any
}

func (l *linkedPages) RoundTrip(req *http.Request) (*http.Response, error) {
	var body map[string]any
	if err := json.NewDecoder(req.Body).Decode(&body); err != nil {
		return nil, err
	}
	l.sent = append(l.sent, body)
	cursor, _ := body["page_cursor"].(string)
	next, known := l.next[cursor]
	if !known {
		return nil, fmt.Errorf("no page has the cursor %q", cursor)
	}
	resp := jsonResponse(req, fmt.Sprintf(`{%q:[{}],"pagination":{"has_next_page":%t,"next_page_cursor":%q},"ok":true}`,
		gen.LookupOperation(req.URL.Path).Key, next != "", next))
	resp.Header.Set("seam-request-id", strconv.Itoa(len(l.sent)))
	return resp, nil
}

// cursors returns the cursors of the requests.
func (l *linkedPages) cursors() []string {
	var all []string
	for _, body := range l.sent {
		cursor, _ := body["page_cursor"].(string)
		all = append(all, cursor)
	}
	return all
}

// Every ListPages method begins at its cursor, yields each page with the cursor of the next one, and
// ends with an error if the list goes round.
func TestListPages(t *testing.T) {
	for name, tt := range map[string]struct {
		start  string
		next   map[string]string
		pages  []string // the NextPageCursor of each
		goesOn bool
	}{
		"whole":                             {"", map[string]string{"": "two", "two": ""}, []string{"two", ""}, false},
		"resumed":                           {"two", map[string]string{"two": "three", "three": ""}, []string{"three", ""}, false},
		"a cursor repeated":                 {"", map[string]string{"": "two", "two": "two"}, []string{"two", "two"}, true},
		"back to the start":                 {"two", map[string]string{"two": "three", "three": "two"}, []string{"three", "two"}, true},
		"a first page that leads to itself": {"two", map[string]string{"two": "two"}, []string{"two"}, true},
	} {
		for _, opts := range [][]gen.CallOption{nil, {seam.CallReadAhead()}} {
			for _, l := range pagedLists(t) {
				t.Run(fmt.Sprintf("%s/%s/%d", name, l.name, len(opts)), func(t *testing.T) {
					// A goroutine that outlives its list makes synctest panic.
					synctest.Test(t, func(t *testing.T) {
						wire := &linkedPages{next: tt.next}
						client, err := seam.NewClient(seam.APIKey(key), seam.WithTransport(wire))
						if err != nil {
							t.Fatal(err)
						}
						pages, end := drainPages(l.pages(t.Context(), client, tt.start, opts...))
						_, repeated := errors.AsType[*gen.RepeatedCursorError](end)
						if !slices.Equal(pages, tt.pages) || repeated != tt.goesOn || (end != nil) != tt.goesOn {
							t.Errorf("pages %q, then %v", pages, end)
						}
						want := append([]string{tt.start}, tt.pages[:len(tt.pages)-1]...)
						if got := wire.cursors(); !slices.Equal(got, want) {
							t.Errorf("sent the cursors %q, want %q", got, want)
						}
						for _, body := range wire.sent {
							if body["limit"] != 2.0 {
								t.Errorf("sent %v without the limit", body)
							}
						}
					})
				})
			}
		}
	}
}

// The options of ListPages apply to each page alone: a ResponseInfo describes the page that the loop has.
func TestListPagesPassesItsOptions(t *testing.T) {
	for _, l := range pagedLists(t) {
		wire := &linkedPages{next: map[string]string{"": "two", "two": "three", "three": ""}}
		client, err := seam.NewClient(seam.APIKey(key), seam.WithTransport(wire))
		if err != nil {
			t.Fatal(err)
		}
		var info seam.ResponseInfo
		var ids []string
		for range l.pages(t.Context(), client, "", seam.CallInfo(&info)).Seq2() {
			ids = append(ids, info.RequestID)
		}
		if !slices.Equal(ids, []string{"1", "2", "3"}) {
			t.Errorf("%s: the pages have the request IDs %q", l.name, ids)
		}
	}
}

// drainPages returns the NextPageCursor of each page, and the error that ended the loop.
func drainPages(pages reflect.Value) (next []string, end error) {
	for page, err := range pages.Seq2() {
		if end, _ = reflect.TypeAssert[error](err); end != nil {
			return next, end
		}
		next = append(next, page.Elem().FieldByName("NextPageCursor").String())
	}
	return next, nil
}
