package runtime

import (
	"encoding/json"
	"errors"
	"testing"
)

// read reads the response of a paged operation as a Caller does that uses encoding/json.
func read(t *testing.T, pagination string) (page *Page[int], note string, err error) {
	t.Helper()
	var response struct {
		Result []*int `json:"things"`
		PagedResponse
	}
	if err := json.Unmarshal([]byte(`{"things":[1,2]`+pagination+`}`), &response); err != nil {
		t.Fatalf("%s: %v", pagination, err)
	}
	page, err = NewPage("/things/list", response.Result, response.Pagination)
	if page == nil || len(page.Items) != 2 {
		t.Fatalf("%s: the items are lost: %+v", pagination, page)
	}
	return page, response.PaginationNote(), err
}

func TestPaginationThatCanBeFollowed(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		pagination, cursor, note string
	}{
		{`,"pagination":{"has_next_page":true,"next_page_cursor":"c2","next_page_url":7}`, "c2", ""},
		{`,"pagination": { "next_page_cursor" : "\u00e9" , "has_next_page" : true } `, "é", ""},
		{`,"pagination":{"has_next_page":false,"next_page_cursor":null,"next_page_url":null}`, "", ""},
		{`,"pagination":{"has_next_page":false,"next_page_cursor":""}`, "", ""},
		{`,"pagination":{"has_next_page":false}`, "", ""},
		{`,"pagination":{"has_next_page":false,"next_page_url":"https://seam.example/next"}`, "", ""},
		{`,"pagination":{"has_next_page":false,"next_page_cursor":"c2"}`, "", "has_next_page is false beside a cursor"},
		{`,"pagination":{"has_next_page":false,"next_page_cursor":7}`, "", "has_next_page is false beside a cursor"},
		{`,"pagination":null`, "", "pagination is null"},
		{``, "", "pagination is missing"},
	} {
		page, note, err := read(t, tt.pagination)
		if err != nil || page.HasNextPage != (tt.cursor != "") || page.NextPageCursor != tt.cursor || note != tt.note {
			t.Errorf("%s: %+v, %v, note %q", tt.pagination, page, err, note)
		}
	}
}

func TestPaginationThatCannotBeFollowed(t *testing.T) {
	t.Parallel()
	for pagination, problem := range map[string]string{
		`[]`:                        "pagination is not an object",
		`""`:                        "pagination is not an object",
		`7`:                         "pagination is not an object",
		`false`:                     "pagination is not an object",
		`"last"`:                    "pagination is not an object",
		`[{}]`:                      "pagination is not an object",
		`[false]`:                   "pagination is not an object",
		`{}`:                        "has_next_page is missing",
		`{"next_page_cursor":"c2"}`: "has_next_page is missing",
		`{"hasNextPage":false}`:     "has_next_page is missing",
		`{"has_next_page":null,"next_page_cursor":null}`:       "has_next_page is null",
		`{"has_next_page":"false"}`:                            "has_next_page is not a boolean",
		`{"has_next_page":"true","next_page_cursor":"c2"}`:     "has_next_page is not a boolean",
		`{"has_next_page":0}`:                                  "has_next_page is not a boolean",
		`{"has_next_page":1,"next_page_cursor":"c2"}`:          "has_next_page is not a boolean",
		`{"has_next_page":{}}`:                                 "has_next_page is not a boolean",
		`{"has_next_page":[true],"next_page_cursor":"c2"}`:     "has_next_page is not a boolean",
		`{"has_next_page":true,"next_page_cursor":7}`:          "next_page_cursor is not a string",
		`{"has_next_page":true,"next_page_cursor":{"c":"2"}}`:  "next_page_cursor is not a string",
		`{"has_next_page":true,"next_page_cursor":["c2"]}`:     "next_page_cursor is not a string",
		`{"has_next_page":true,"next_page_cursor":false}`:      "next_page_cursor is not a string",
		`{"has_next_page":true,"next_page_cursor":null}`:       "",
		`{"has_next_page":true,"next_page_cursor":""}`:         "",
		`{"has_next_page":true}`:                               "",
		`{"has_next_page":true,"next_page_url":"https://a/n"}`: "",
		`{"has_next_page":true,"page_cursor":"c2"}`:            "",
	} {
		page, note, err := read(t, `,"pagination":`+pagination)
		unreadable, isUnreadable := errors.AsType[*PaginationError](err)
		_, isMissing := errors.AsType[*MissingCursorError](err)
		switch {
		case note != "" || page.NextPageCursor != "":
			t.Errorf("%s: note %q, page %+v", pagination, note, page)
		case problem == "" && !isMissing:
			t.Errorf("%s: %v, want a *MissingCursorError", pagination, err)
		case problem != "" && (!isUnreadable || *unreadable != PaginationError{"/things/list", problem}):
			t.Errorf("%s: %v, want the problem %q", pagination, err, problem)
		}
	}
}
