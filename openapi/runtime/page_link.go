package runtime

import (
	"bytes"
	"encoding/json"
)

// PagedResponse is the part that the responses of all paged operations have.
// Embed it in the struct that such a response is read into.
type PagedResponse struct {
	Pagination PageLink `json:"pagination"`
}

// PaginationNote describes in a few words a pagination that is odd and ends a
// list all the same, "" if nothing is. Unreadable pagination is an error of
// [NewPage] instead.
func (r PagedResponse) PaginationNote() string {
	if !r.Pagination.sent {
		return "pagination is missing"
	}
	return r.Pagination.note
}

// PageLink is the pagination of a response: whether there is a next page, and
// the cursor that leads to it. The zero value is that of a response without
// pagination, which is the end of its list.
type PageLink struct {
	sent   bool
	more   bool
	cursor string
	// note describes a pagination that is odd but can be read.
	note string
	// problem is why it cannot be read.
	problem string
}

// UnmarshalJSON reads any JSON value and never fails: [NewPage] returns the error
// of pagination that cannot be read, together with the items of its page.
func (l *PageLink) UnmarshalJSON(data []byte) error {
	again := l.sent
	*l = PageLink{sent: true}
	var members *struct {
		HasNextPage    member `json:"has_next_page"`
		NextPageCursor member `json:"next_page_cursor"`
	}
	switch err := json.Unmarshal(data, &members); {
	case again:
		l.problem = "pagination is there twice"
	case err != nil:
		l.problem = "pagination is not an object"
	case members == nil:
		l.note = "pagination is null"
	case members.HasNextPage.again || members.NextPageCursor.again:
		l.problem = "a member of pagination is there twice"
	default:
		l.read(string(members.HasNextPage.raw), members.NextPageCursor.raw)
	}
	return nil
}

// member is a member of an object as it arrived, which may be there more than once.
type member struct {
	raw   json.RawMessage
	again bool
}

// UnmarshalJSON is called once for each time that the member is there.
func (m *member) UnmarshalJSON(data []byte) error {
	m.again = m.raw != nil
	m.raw = bytes.Clone(data)
	return nil
}

// read takes both members as they arrived, "" and nil for one that is missing.
func (l *PageLink) read(hasNextPage string, cursor json.RawMessage) {
	switch hasNextPage {
	case "true":
		l.more = true
		l.readCursor(cursor)
	case "false":
		if !isNoCursor(cursor) {
			l.note = "has_next_page is false beside a cursor"
		}
	case "":
		l.problem = "has_next_page is missing"
	case "null":
		l.problem = "has_next_page is null"
	default:
		l.problem = "has_next_page is not a boolean"
	}
}

func (l *PageLink) readCursor(cursor json.RawMessage) {
	if isNoCursor(cursor) {
		return
	}
	if json.Unmarshal(cursor, &l.cursor) != nil {
		l.problem = "next_page_cursor is not a string"
	}
}

func isNoCursor(cursor json.RawMessage) bool {
	switch string(cursor) {
	case "", "null", `""`:
		return true
	default:
		return false
	}
}

// err is nil if the list ends here or can be followed.
func (l *PageLink) err(operation string) error {
	switch {
	case l.problem != "":
		return &PaginationError{operation, l.problem}
	case l.more && l.cursor == "":
		return &MissingCursorError{operation}
	default:
		return nil
	}
}

// whole returns the error of a list without pages whose pagination says that there is more, or cannot
// be read. Such a list usually has no pagination.
func (l *PageLink) whole(operation string) error {
	switch {
	case l.problem != "":
		return &PaginationError{operation, l.problem}
	case l.more:
		return &PaginationError{operation, "has_next_page is true, but the operation has no pages"}
	default:
		return nil
	}
}
