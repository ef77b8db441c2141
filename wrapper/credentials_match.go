package seam

import (
	"context"
	"iter"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/internal/rest"
)

// Matching yields the credentials that a Create with these parameters may have created. Use it
// after [ErrOutcomeUnknown], before you call Create again. Create does not do so itself, because it
// cannot know whether Seam will still process the lost request.
//
//	credential, err := credentials.Create(ctx, params)
//	if errors.Is(err, seam.ErrOutcomeUnknown) {
//		credential, err = nil, nil
//		for match, matchErr := range credentials.Matching(later, params) {
//			credential, err = match, matchErr
//		}
//		if credential == nil && err == nil {
//			credential, err = credentials.Create(later, params)
//		}
//	}
//
// The request that lost its response may still be in flight. Wait for two minutes before you call Matching
// (see [ErrOutcomeUnknown]), and call it with a context that has not ended, such as later in the example.
//
// A credential matches if it has the same holder, access method, start and end, and the access system of a
// [UserIdentityIn]. Pass the parameters of the lost Create, and do not compute the end again from the present
// time. A zero StartsAt matches every start; a zero EndsAt matches only a credential without an end. The PIN
// and MultiPhoneSync are compared if the parameters set them. A value that Seam left out counts as equal.
// Entrances are not compared, because Seam does not return them. An older credential with the same
// parameters matches, too: compare CreatedAt with the newest credential that you already know.
//
// An error is yielded last and ends the sequence. It is a [*MalformedError] if the list was read to its end,
// but has an item that could not be decoded, or a credential for which Matching cannot tell, because a field to
// compare is malformed. Only a sequence without an error proves that there are no other matches.
//
// Effect: [gen.Read].
//
// POST /acs/credentials/list
func (s *CredentialsService) Matching(ctx context.Context, params CredentialParams, opts ...gen.CallOption) iter.Seq2[*Credential, error] {
	return func(yield func(*Credential, error) bool) {
		if err := params.check(); err != nil {
			yield(nil, err)
			return
		}
		m := newMatcher(params)
		doubts := &MalformedError{Operation: pathListCredentials}
		filter := params.filter()
		for item, err := range gen.Items(ctx, pathListCredentials, opts, filter.Cursor, withMalformed(s.pages(filter))) {
			if err != nil {
				yield(nil, err)
				return
			}
			matches, hidden := m.compare(item)
			doubts.add(item.id(), hidden)
			if matches && !yield(item.credential, nil) {
				return
			}
		}
		if len(doubts.Values) > 0 {
			yield(nil, doubts)
		}
	}
}

// filter returns a filter for the credentials of the holder.
func (p CredentialParams) filter() CredentialFilter {
	var holder holderRequest
	p.Holder.fillHolder(&holder)
	system, _ := p.Holder.system()
	return CredentialFilter{ACSUserID: holder.ACSUserID, UserIdentityID: holder.UserIdentityID, ACSSystemID: system}
}

// matcher recognizes the credentials that certain parameters may have created. It keeps the request, because
// a CredentialMethod may be a pointer whose value changes during the loop. A Holder is always a value.
type matcher struct {
	holder Holder
	req    *createCredentialRequest
}

func newMatcher(p CredentialParams) matcher { return matcher{p.Holder, p.request()} }

// compare reports whether the credential may have been created with the parameters. If malformed values leave
// that open, it returns false and these values.
func (m matcher) compare(item *listedCredential) (matches bool, hidden []MalformedValue) {
	if item.credential == nil {
		return false, item.malformed
	}
	for _, c := range m.comparisons(item.credential) {
		values := hiding(item.malformed, "acs_credentials."+c.field)
		if len(values) == 0 && !c.same {
			return false, nil
		}
		hidden = append(hidden, values...)
	}
	return len(hidden) == 0, hidden
}

const multiPhoneField = "is_multi_phone_sync_credential"

// comparison is the result of comparing one field.
type comparison struct {
	field string // its name in JSON
	same  bool
}

// comparisons compares the fields that the parameters restrict. A value that Seam did not send counts as equal.
// So does a holder that it did not send, or sent as the other kind of ID: the list has only credentials of the
// holder.
func (m matcher) comparisons(c *Credential) []comparison {
	holderField := "acs_user_id"
	if m.req.ACSUserID == "" {
		holderField = "user_identity_id"
	}
	is, known := m.holder.holds(c) // known is false if c names only the other kind of holder
	unassigned := c.ACSUserID == "" && c.UserIdentityID == ""
	all := []comparison{
		{"acs_credential_id", true}, // It always matches, but without it the match is of no use.
		{holderField, is || !known || unassigned},
		{"access_method", sameOrUnset(string(c.AccessMethod), string(m.req.AccessMethod))},
		{"ends_at", sameTime(c.EndsAt, m.req.EndsAt)},
	}
	if m.req.ACSSystemID != "" {
		all = append(all, comparison{"acs_system_id", sameOrUnset(c.ACSSystemID, m.req.ACSSystemID)})
	}
	if m.req.Code != "" {
		all = append(all, comparison{"code", sameOrUnset(c.Code, m.req.Code)})
	}
	if m.req.IsMultiPhoneSync {
		all = append(all, comparison{multiPhoneField, c.IsMultiPhoneSyncCredential || !c.members.has(multiPhoneField)})
	}
	if !m.req.StartsAt.IsZero() {
		all = append(all, comparison{"starts_at", sameTime(c.StartsAt, m.req.StartsAt)})
	}
	return all
}

// listedCredential is a credential of a list together with its malformed values. credential is nil for an item
// that could not be decoded.
type listedCredential struct {
	credential *Credential
	malformed  []MalformedValue
}

// id returns the ID of the credential, if it was decoded.
func (l *listedCredential) id() string {
	if l.credential == nil {
		return ""
	}
	return l.credential.ACSCredentialID
}

// withMalformed wraps fetch so that each credential carries its malformed values.
func withMalformed(fetch gen.Fetch[Credential]) gen.Fetch[listedCredential] {
	return func(ctx context.Context, cursor string, opts ...gen.CallOption) (*gen.Page[listedCredential], error) {
		var malformed []MalformedValue
		page, err := fetch(ctx, cursor, withOption(opts, keepMalformed(&malformed))...)
		if page == nil {
			return nil, err
		}
		return &gen.Page[listedCredential]{
			Items:          assignMalformed(page.Items, malformed),
			HasNextPage:    page.HasNextPage,
			NextPageCursor: page.NextPageCursor,
		}, err
	}
}

// assignMalformed returns the credentials of a page, each with its malformed values. Values without a
// credential come last: items that could not be decoded, and the count of the values that a response has beyond
// the limit. Others, such as those of the pagination, hide no credential.
func assignMalformed(credentials []*Credential, malformed []MalformedValue) []*listedCredential {
	ofItem := map[int][]MalformedValue{}
	undecoded := map[int]bool{}
	var others []*listedCredential
	for _, v := range malformed {
		switch index, hasIndex := v.index(); {
		case v.isItem():
			undecoded[index] = true
			others = append(others, &listedCredential{malformed: []MalformedValue{v}})
		case hasIndex:
			ofItem[index] = append(ofItem[index], v)
		case v.isRest(), v.hides("acs_credentials.acs_credential_id"): // The latter is the list itself.
			others = append(others, &listedCredential{malformed: []MalformedValue{v}})
		}
	}
	items := make([]*listedCredential, 0, len(credentials)+len(others))
	index := 0 // in Seam's list, which also has the items that could not be decoded
	for _, c := range credentials {
		for undecoded[index] {
			index++
		}
		items = append(items, &listedCredential{c, ofItem[index]})
		index++
	}
	return append(items, others...)
}

// sameOrUnset reports whether two texts are equal or one of them is empty.
func sameOrUnset(a, b string) bool { return a == "" || b == "" || a == b }

// sameTime compares two times with the precision that Seam stores.
func sameTime(a, b time.Time) bool { return rest.SentTime(a).Equal(rest.SentTime(b)) }
