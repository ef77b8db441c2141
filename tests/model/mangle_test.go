package model

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// mangled is a change to one page of a list. It returns parts of the paths that the client has to
// report if it takes the page.
//
// No change makes a list short without a sign: a missing pagination and has_next_page: false mean
// the end, so they are on last pages only.
type mangled struct {
	name   string
	change func(rng *rand.Rand, p *page) (reports []string)
}

var mangles = []mangled{
	{"a null item", func(rng *rand.Rand, p *page) []string { return p.insert(rng, nil) }},
	{"an item of the wrong type", func(rng *rand.Rand, p *page) []string {
		return p.insert(rng, pick[any](rng, "text", 7, true, []any{}, []any{object{}}))
	}},
	{"two null items", func(rng *rand.Rand, p *page) []string {
		p.items = append([]any{nil}, p.items...)
		p.items = append(p.items, nil)
		return []string{p.path(0), p.path(len(p.items) - 1)}
	}},
	{"pagination that is no object", func(rng *rand.Rand, p *page) []string {
		p.pagination = pick[any](rng, []any{}, "none", true, 1)
		return nil
	}},
	{"has_next_page that is no boolean", func(rng *rand.Rand, p *page) []string {
		return p.paginate(object{"has_next_page": pick[any](rng, "true", "false", nil, 1, 0, object{}), "next_page_cursor": "from-1"})
	}},
	{"no has_next_page", func(rng *rand.Rand, p *page) []string {
		return p.paginate(pick(rng, object{}, object{"next_page_cursor": "from-1"}, object{"next_page_cursor": nil}))
	}},
	{"a next page without a cursor", func(rng *rand.Rand, p *page) []string {
		o := object{"has_next_page": true}
		if rng.IntN(3) > 0 {
			o["next_page_cursor"] = pick[any](rng, nil, "", 7, object{}, false)
		}
		return p.paginate(o)
	}},
	{"no pagination", func(rng *rand.Rand, p *page) []string {
		if !p.last || !p.paged {
			return nil
		}
		p.pagination = nil
		return []string{"pagination"}
	}},
	{"has_next_page: false beside a cursor", func(rng *rand.Rand, p *page) []string {
		if !p.last {
			return nil
		}
		p.paginate(object{"has_next_page": false, "next_page_cursor": "from-1"})
		if !p.paged {
			return nil
		}
		return []string{"pagination"}
	}},
	{"the cursor that led to the page", func(_ *rand.Rand, p *page) []string {
		if p.cursor == "" {
			return nil
		}
		return p.paginate(object{"has_next_page": true, "next_page_cursor": p.cursor})
	}},
}

// insert adds an item that is not an object.
func (p *page) insert(rng *rand.Rand, item any) []string {
	i := rng.IntN(len(p.items) + 1)
	p.items = slices.Insert(p.items, i, item)
	return []string{p.path(i)}
}

func (p *page) path(i int) string { return fmt.Sprintf("%s[%d]", p.key, i) }

// paginate replaces the pagination of a list that has pages.
func (p *page) paginate(o object) []string {
	if p.paged {
		p.pagination = o
	}
	return nil
}

// mangle decides what happens to the page of an exchange.
func (x *exchange) mangle() {
	n := x.n
	switch {
	case n.emptyPages:
		x.change = func(p *page) {
			if p.paged {
				p.items, p.pagination = []any{}, pagination(true, 1000+x.number)
			}
		}
		x.event.fault += ", an empty page with a new cursor"
	case n.rng.IntN(6) == 0:
		m := pick(n.rng, mangles...)
		x.event.fault += ", " + m.name
		x.change = func(p *page) { x.event.reports = m.change(n.rng, p) }
	}
}

// sameRequest notes a page that is asked for with another request than the first.
func (n *network) sameRequest(body []byte) {
	members := parsed(body)
	delete(members, "page_cursor")
	text := string(encoded(members))
	switch {
	case n.firstPage == "":
		n.firstPage = text
	case n.firstPage != text:
		n.changed = fmt.Sprintf("a page was asked for with %s, the first with %s", text, n.firstPage)
	}
}
