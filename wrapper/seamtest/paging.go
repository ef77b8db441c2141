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

// paging reads limit and page_cursor. The operation must have read all its other fields before: the
// cursor is bound to them, and fields that an operation does not know do not count.
func (c *call) paging(defaultLimit int) *pageRequest {
	c.nullable("page_cursor")
	page := &pageRequest{call: c, limit: defaultLimit}
	if limit, given := value[float64](c.params, "limit", "number"); given {
		if limit < 1 || limit != math.Trunc(limit) {
			c.wrong("limit", "Expected a whole number of at least 1")
		}
		page.limit = int(min(limit, math.MaxInt32))
	}
	page.fingerprint = c.fingerprint(page.limit)

	text, given := value[string](c.params, "page_cursor", "string")
	if !given {
		return page
	}
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
	fields := make(map[string]any, len(c.known)+2)
	for field, raw := range c.known {
		var v any
		_ = json.Unmarshal(raw, &v) // It was read from JSON already.
		fields[field] = v
	}
	fields["limit"] = limit
	fields["path"] = c.base.Path
	canonical, _ := json.Marshal(fields) // Sorted by name, and made of plain JSON values.
	return fmt.Sprintf("%x", sha256.Sum256(canonical))
}

// cut returns the objects of the page, out of all that the list would show.
func cut[T interface{ head() *record }](page *pageRequest, objects []T) ([]T, *pagination, *refusal) {
	if page.mismatch {
		return nil, nil, &refusal{http.StatusBadRequest, "mismatched_page_parameters", "With page_cursor, all other parameters must be the same as for the first page", nil}
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
	raw, _ := json.Marshal(cursor{page.fingerprint, after}) // A string and a number.
	return base64.RawURLEncoding.EncodeToString(raw)
}

// url writes the request for the next page as a URL: arrays repeated, the rest as it came.
func (page *pageRequest) url(next string) string {
	fields := maps.Clone(page.call.known)
	delete(fields, "page_cursor")
	query := url.Values{"page_cursor": {next}}
	for field, raw := range fields {
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) != nil {
			list = []json.RawMessage{raw}
		}
		for _, element := range list {
			text := string(element)
			_ = json.Unmarshal(element, &text) // Anything but a string stays as it is written.
			query.Add(field, text)
		}
	}
	target := page.call.base
	target.RawQuery = query.Encode()
	return target.String()
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
