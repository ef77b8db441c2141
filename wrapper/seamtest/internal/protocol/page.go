package protocol

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

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// Page is one page of a list, as the result of a [Handler].
type Page struct {
	// Items is the list of objects in the form of the response.
	Items any
	// Pagination refers to the next page.
	Pagination *Pagination
}

// Pagination is the "pagination" object in the response of a list.
type Pagination struct {
	HasNextPage    bool    `json:"has_next_page"`
	NextPageCursor *string `json:"next_page_cursor"`
	NextPageURL    *string `json:"next_page_url"`
}

// PageRequest holds the parameters of a list request that select the page.
type PageRequest struct {
	call        *Call
	limit       int
	after       int    // serial of the last object on the previous page
	fingerprint string // identifies the operation and all other parameters
	mismatch    bool   // the cursor was made for other parameters
}

// cursor marks the end of a page. It holds the serial of the last object instead of an offset, so that
// deleting objects between two requests neither hides nor repeats others.
type cursor struct {
	Fingerprint string `json:"parameters"`
	After       int    `json:"after"`
}

// Page reads limit and page_cursor. A cursor is valid only in this workspace and with the same values of
// all other documented parameters.
func (c *Call) Page(defaultLimit int) *PageRequest {
	page := &PageRequest{call: c, limit: defaultLimit}
	if limit := c.Number("limit"); limit != nil {
		if *limit < 1 {
			c.Wrong("limit", "Must be at least 1")
		}
		page.limit = int(min(*limit, math.MaxInt32))
	}
	page.fingerprint = c.fingerprint(page.limit)
	if !c.Given("page_cursor") {
		return page
	}
	var at cursor
	raw, err := base64.RawURLEncoding.DecodeString(c.Text("page_cursor"))
	if err != nil || json.Unmarshal(raw, &at) != nil {
		c.Wrong("page_cursor", "Not a cursor of this server")
	}
	page.after = at.After
	page.mismatch = at.Fingerprint != page.fingerprint
	return page
}

// fingerprint returns a hash that is equal for two requests for the same list. A missing limit counts as
// the default.
func (c *Call) fingerprint(limit int) string {
	fields := maps.Clone(c.fields)
	delete(fields, "page_cursor")
	fields["limit"] = limit
	fields["path"] = c.base.Path
	fields["workspace"] = c.workspaceID
	return fmt.Sprintf("%x", sha256.Sum256(wire.Marshal(fields))) // JSON objects are encoded in the order of their names
}

// Paginate returns the requested page of a list, with each object in the form that view returns.
func Paginate[T interface{ Serial() int }, V any](page *PageRequest, objects []T, view func(T) V) (any, error) {
	objects, pagination, err := Cut(page, objects)
	if err != nil {
		return nil, err
	}
	return Page{wire.Views(objects, view), pagination}, nil
}

// Cut returns the objects of the requested page. Use it instead of [Paginate] if the handler builds the
// response itself.
func Cut[T interface{ Serial() int }](page *PageRequest, objects []T) ([]T, *Pagination, error) {
	if page.mismatch {
		return nil, nil, problem.New(http.StatusBadRequest, "mismatched_page_parameters", "With page_cursor, all other parameters must be the same as for the first page")
	}
	var rest []T
	for _, object := range objects {
		if object.Serial() > page.after {
			rest = append(rest, object)
		}
	}
	if len(rest) <= page.limit {
		return rest, &Pagination{}, nil
	}
	rest = rest[:page.limit]
	next := page.cursor(rest[len(rest)-1].Serial())
	return rest, &Pagination{HasNextPage: true, NextPageCursor: &next, NextPageURL: wire.Optional(page.url(next))}, nil
}

func (p *PageRequest) cursor(after int) string {
	return base64.RawURLEncoding.EncodeToString(wire.Marshal(cursor{p.fingerprint, after}))
}

// url returns the URL of the next page.
func (p *PageRequest) url(next string) string {
	query := url.Values{}
	writeQuery(query, "", p.call.fields)
	query.Set("page_cursor", next)
	target := p.call.base
	target.RawQuery = query.Encode()
	return target.String()
}

// writeQuery encodes parameters as a query. An array repeats its name. A field of an object is named
// "object.field".
func writeQuery(query url.Values, prefix string, fields wire.Object) {
	for field, value := range fields {
		name := prefix + field
		switch value := value.(type) {
		case wire.Object:
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
