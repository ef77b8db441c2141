package seamtest

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// pageRequest is the part of a list request that chooses the page.
type pageRequest struct {
	call        *call
	limit       int
	after       int    // serial of the last object of the page before
	fingerprint string // of the operation and all other parameters
	mismatch    bool   // the cursor was made for other parameters
}

// pagination stands beside every page.
type pagination struct {
	HasNextPage    bool    `json:"has_next_page"`
	NextPageCursor *string `json:"next_page_cursor"`
	NextPageURL    *string `json:"next_page_url"`
}

// cursor names the place where a page ended by the last object's serial rather than by a number of
// objects, so that objects deleted meanwhile neither hide nor repeat others.
type cursor struct {
	Fingerprint string `json:"parameters"`
	After       int    `json:"after"`
}

// paging reads limit and page_cursor. The cursor is bound to this server and to all other parameters
// that the operation knows.
func (c *call) paging(defaultLimit int) *pageRequest {
	page := &pageRequest{call: c, limit: defaultLimit}
	if limit := c.number("limit"); limit != nil {
		if *limit < 1 {
			c.wrong("limit", "Must be at least 1")
		}
		page.limit = int(min(*limit, math.MaxInt32))
	}
	page.fingerprint = c.fingerprint(page.limit)
	if !c.given("page_cursor") {
		return page
	}
	text := c.text("page_cursor")
	var at cursor
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || json.Unmarshal(raw, &at) != nil {
		c.wrong("page_cursor", "Not a cursor of this server")
	}
	page.after = at.After
	page.mismatch = at.Fingerprint != page.fingerprint
	return page
}

// fingerprint tells two list requests apart. A limit that was left out equals the default.
func (c *call) fingerprint(limit int) string {
	fields := maps.Clone(c.fields)
	delete(fields, "page_cursor")
	fields["limit"] = limit
	fields["path"] = c.base.Path
	fields["workspace"] = c.workspaceID
	return fmt.Sprintf("%x", sha256.Sum256(mustMarshal(fields))) // sorted by name
}

// cut returns the objects of the page, out of all that the list would show.
func cut[T interface{ head() *record }](page *pageRequest, objects []T) ([]T, *pagination, *refusal) {
	if page.mismatch {
		return nil, nil, refuse(http.StatusBadRequest, "mismatched_page_parameters", "With page_cursor, all other parameters must be the same as for the first page")
	}
	var rest []T
	for _, object := range objects {
		if object.head().serial > page.after {
			rest = append(rest, object)
		}
	}
	if len(rest) <= page.limit {
		return rest, &pagination{}, nil
	}
	rest = rest[:page.limit]
	next := page.cursor(rest[len(rest)-1].head().serial)
	return rest, &pagination{HasNextPage: true, NextPageCursor: &next, NextPageURL: optional(page.url(next))}, nil
}

func (page *pageRequest) cursor(after int) string {
	return base64.RawURLEncoding.EncodeToString(mustMarshal(cursor{page.fingerprint, after}))
}

// url writes the request for the next page as a URL.
func (page *pageRequest) url(next string) string {
	query := url.Values{}
	writeQuery(query, "", page.call.fields)
	query.Set("page_cursor", next)
	target := page.call.base
	target.RawQuery = query.Encode()
	return target.String()
}

// writeQuery writes parameters as a query: arrays repeated, what is inside an object after its name
// and a dot.
func writeQuery(query url.Values, prefix string, fields map[string]any) {
	for field, value := range fields {
		name := prefix + field
		switch value := value.(type) {
		case map[string]any:
			writeQuery(query, name+".", value)
		case []any:
			for _, element := range value {
				query.Add(name, fmt.Sprint(element))
			}
		case nil:
			query.Set(name, "")
		case float64:
			query.Set(name, strconv.FormatFloat(value, 'f', -1, 64))
		default:
			query.Set(name, fmt.Sprint(value))
		}
	}
}

// views writes objects for the wire; an empty list is [], never null.
func views[T, V any](objects []T, view func(T) V) []V {
	list := make([]V, 0, len(objects))
	for _, object := range objects {
		list = append(list, view(object))
	}
	return list
}

// matches tells whether a search text is part of any of the texts, in large or small letters. No
// search text matches everything.
func matches(search string, texts ...string) bool {
	if search == "" {
		return true
	}
	for _, text := range texts {
		if strings.Contains(strings.ToLower(text), strings.ToLower(search)) {
			return true
		}
	}
	return false
}

// equals is a filter by an exact value, which matches everything when it is left out.
func equals(filter, value string) bool { return filter == "" || filter == value }
