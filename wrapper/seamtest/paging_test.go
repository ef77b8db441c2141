package seamtest_test

import (
	"fmt"
	"net/url"
	"slices"
	"testing"
)

// cursorOf returns the cursor in a page, "" on the last one.
func cursorOf(t *testing.T, text string) string {
	t.Helper()
	pages, _ := decode(t, text)["pagination"].(map[string]any)
	next, _ := pages["next_page_cursor"].(string)
	if pages["has_next_page"] != (next != "") || (pages["next_page_url"] != nil) != (next != "") {
		t.Errorf("pagination contradicts itself: %v", pages)
	}
	return next
}

func TestPages(t *testing.T) {
	w := newWorld(t)
	user := w.guest()
	var all []string
	for range 5 {
		all = append(all, w.makeCredential(`{'acs_user_id':'`+user+`','access_method':'card'}`))
	}
	filter := fmt.Sprintf(`'acs_user_id':'%s','limit':2`, user)
	var got []string
	text := w.ok("/acs/credentials/list", `{`+filter+`}`)
	for range 2 {
		got = append(got, idsIn(t, text, "acs_credentials", "acs_credential_id")...)
		text = w.ok("/acs/credentials/list", `{`+filter+`,'page_cursor':'`+cursorOf(t, text)+`'}`)
	}
	got = append(got, idsIn(t, text, "acs_credentials", "acs_credential_id")...)
	if !slices.Equal(got, all) {
		t.Errorf("got %v, want %v", got, all)
	}
	if next := cursorOf(t, text); next != "" {
		t.Errorf("the last page has a cursor: %s", next)
	}

	// A page with exactly the remaining objects is the last one.
	for _, limit := range []string{"5", "5.0", "5e0", "1e300"} {
		if next := cursorOf(t, w.ok("/acs/credentials/list", `{'limit':`+limit+`}`)); next != "" {
			t.Errorf("limit %s: the only page has a cursor", limit)
		}
	}
}

func TestPaginationWhole(t *testing.T) {
	w := newWorld(t)
	text := w.ok("/acs/entrances/list", `{'limit':1,'acs_system_id':'`+w.hotel+`','acs_entrance_ids':['`+w.door+`','`+w.pool+`'],'search':'o'}`)
	next := cursorOf(t, text)
	want := url.Values{
		"limit": {"1"}, "acs_system_id": {w.hotel}, "acs_entrance_ids": {w.door, w.pool}, "search": {"o"}, "page_cursor": {next},
	}
	sameJSON(t, toJSON(t, decode(t, text)["pagination"]), `{
		'has_next_page':true,
		'next_page_cursor':'`+next+`',
		'next_page_url':'https://connect.getseam.com/acs/entrances/list?`+want.Encode()+`'}`)
}

// The next_page_url of a page has the cursor of the next page, not that of the page itself.
func TestNextPageURLInTheMiddle(t *testing.T) {
	w := newWorld(t)
	first := cursorOf(t, w.ok("/acs/entrances/list", `{'limit':1}`))
	text := w.ok("/acs/entrances/list", `{'limit':1,'page_cursor':'`+first+`'}`)
	second := cursorOf(t, text)
	want := "https://connect.getseam.com/acs/entrances/list?limit=1&page_cursor=" + second
	if got := pick(t, text, "pagination", "next_page_url"); got != want || second == first {
		t.Errorf("after cursor %s got %s", first, got)
	}
}

func TestCursorIsBoundToItsParameters(t *testing.T) {
	w := newWorld(t)
	user := w.guest()
	for range 3 {
		w.makeCredential(`{'acs_user_id':'` + user + `','access_method':'card'}`)
	}
	next := cursorOf(t, w.ok("/acs/credentials/list", `{'acs_user_id':'`+user+`','limit':1}`))
	const mismatch = `{'error':{'type':'mismatched_page_parameters','message':'With page_cursor, all other parameters must be the same as for the first page'},'ok':false}`
	for _, other := range []string{
		`'acs_user_id':'` + user + `'`,
		`'acs_user_id':'` + user + `','limit':2`,
		`'acs_user_id':'` + user + `','limit':1,'is_multi_phone_sync_credential':false`,
		`'limit':1`,
	} {
		w.refused("/acs/credentials/list", `{`+other+`,'page_cursor':'`+next+`'}`, 400, mismatch)
	}
	plain := cursorOf(t, w.ok("/acs/credentials/list", `{'limit':1}`))
	w.refused("/acs/users/list", `{'limit':1,'page_cursor':'`+plain+`'}`, 400, mismatch)

	// Unknown parameters and another order of the parameters are ignored.
	w.ok("/acs/credentials/list", `{'page_cursor':'`+next+`','limit':1,'unknown':true,'acs_user_id':'`+user+`'}`)

	for _, bad := range []string{`'x'`, `''`, `'eyJ4'`, `7`} {
		w.refusedAs("/acs/credentials/list", `{'page_cursor':`+bad+`}`, 400, "invalid_input")
	}
}

// A program that deletes objects while it lists them still sees all of them.
func TestCursorSurvivesDeletion(t *testing.T) {
	w := newWorld(t)
	user := w.guest()
	var all []string
	for range 4 {
		all = append(all, w.makeCredential(`{'acs_user_id':'`+user+`','access_method':'card'}`))
	}
	var seen []string
	next := "null"
	for {
		text := w.ok("/acs/credentials/list", `{'limit':1,'page_cursor':`+next+`}`)
		for _, id := range idsIn(t, text, "acs_credentials", "acs_credential_id") {
			seen = append(seen, id)
			w.ok("/acs/credentials/delete", `{'acs_credential_id':'`+id+`'}`)
		}
		cursor := cursorOf(t, text)
		if cursor == "" {
			break
		}
		next = `'` + cursor + `'`
	}
	if !slices.Equal(seen, all) {
		t.Errorf("saw %v of %v", seen, all)
	}
}

func TestDefaultLimit(t *testing.T) {
	w := newWorld(t)
	user := w.guest()
	for range 501 {
		w.makeCredential(`{'acs_user_id':'` + user + `','access_method':'card'}`)
	}
	text := w.ok("/acs/credentials/list", `{}`)
	if n := len(idsIn(t, text, "acs_credentials", "acs_credential_id")); n != 500 {
		t.Errorf("a page has %d credentials", n)
	}
	// A cursor of a list without a limit is valid for the same list with the default limit.
	last := w.ok("/acs/credentials/list", `{'limit':500,'page_cursor':'`+cursorOf(t, text)+`'}`)
	if n := len(idsIn(t, last, "acs_credentials", "acs_credential_id")); n != 1 {
		t.Errorf("the last page has %d credentials", n)
	}
}

func TestLimits(t *testing.T) {
	w := newWorld(t)
	for path, problem := range map[string]string{
		"/acs/credentials/list": "Must be at least 1", // the document sets no bound
		"/acs/users/list":       "Must be greater than 0",
		"/acs/entrances/list":   "Must be greater than 0",
		"/user_identities/list": "Must be greater than 0",
	} {
		w.refused(path, `{'limit':-1}`, 400, `{'error':{'type':'invalid_input','message':'`+problem+` for \"limit\"',
			'validation_errors':{'_errors':[],'limit':{'_errors':['`+problem+`']}}},'ok':false}`)
		for _, bad := range []string{`0`, `1.5`, `'1'`, `null`} {
			w.refusedAs(path, `{'limit':`+bad+`}`, 400, "invalid_input")
		}
	}
}
