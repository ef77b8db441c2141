package model

import (
	"fmt"
	"strconv"
)

// page is one page of a list, before it is sent.
type page struct {
	key        string
	cursor     string // that led to the page, "" for the first
	items      []any
	pagination any
	// last is true for the page that ends the list.
	last bool
	// paged is false for a list that always comes whole.
	paged bool
}

// lister lists the objects that the world keeps for a path, limit at a time, or all at once.
func lister(path, key string, paged bool) route {
	return func(w *world, request object) (reply, string) {
		p := w.page(path, request, paged)
		p.key = key
		if w.change != nil {
			w.change(p)
		}
		body := object{p.key: p.items}
		if p.pagination != nil {
			body["pagination"] = p.pagination
		}
		return success(body), ""
	}
}

func (w *world) page(path string, request object, paged bool) *page {
	all := w.lists[path]
	from, to := 0, len(all)
	cursor, _ := request["page_cursor"].(string)
	if paged {
		if cursor != "" {
			_, _ = fmt.Sscanf(cursor, "from-%d", &from)
		}
		limit, ok := request["limit"].(float64)
		if !ok {
			limit = 3
		}
		to = min(from+int(limit), len(all))
	}
	p := &page{cursor: cursor, items: []any{}, last: to == len(all), paged: paged}
	for _, o := range all[min(from, to):to] {
		p.items = append(p.items, o)
	}
	if paged {
		p.pagination = pagination(!p.last, to)
	}
	return p
}

func pagination(more bool, next int) object {
	if !more {
		return object{"has_next_page": false, "next_page_cursor": nil, "next_page_url": nil}
	}
	return object{"has_next_page": true, "next_page_cursor": "from-" + strconv.Itoa(next), "next_page_url": "https://seam.invalid/next"}
}

// fill gives a list n objects and returns their IDs in the order of the list.
func (w *world) fill(path, idName string, n int) []string {
	var ids []string
	for range n {
		id := w.add(idName, object{"created_at": "2026-01-02T03:04:05.000Z"})
		w.lists[path] = append(w.lists[path], w.objects[id])
		ids = append(ids, id)
	}
	return ids
}
