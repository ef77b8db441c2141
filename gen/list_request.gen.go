// Code generated from openapi/runtime/list_request.go by spec gen. DO NOT EDIT.

package gen

import "reflect"

// pagedRequest is a pointer to the request of a paged operation, or nil as such a
// pointer.
type pagedRequest interface {
	// pageCursor must not be called on nil.
	pageCursor() **string
}

// requests are those for the pages of one list.
type requests struct {
	path string
	// first is the program's request as it was when the list began.
	first reflect.Value
	// began is the cursor of first.
	began string
}

func requestsFrom(path string, req pagedRequest) requests {
	r := requests{path: path, first: reflect.ValueOf(deepCopy(req))}
	if !r.first.IsNil() {
		if cursor := *r.first.Interface().(pagedRequest).pageCursor(); cursor != nil {
			r.began = *cursor
		}
	}
	return r
}

// at returns the request for the page to which a cursor leads, the first if the
// cursor is empty.
func (r requests) at(cursor string) (pagedRequest, error) {
	switch cursor {
	case "":
		return r.first.Interface().(pagedRequest), nil
	case r.began:
		return nil, &RepeatedCursorError{r.path, cursor}
	}
	fresh := reflect.New(r.first.Type().Elem())
	if !r.first.IsNil() {
		fresh.Elem().Set(r.first.Elem())
	}
	page := fresh.Interface().(pagedRequest)
	*page.pageCursor() = new(cursor)
	return page, nil
}
