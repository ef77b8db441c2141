package seamtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/mail"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// params reads the fields of a request and gathers all that is wrong with them: Seam names every
// bad field in one refusal, and so does the fake. A method that finds a problem returns the zero
// value; call refusal before using what was read.
type params struct {
	path     string // where this object stands in the request, such as "visionline_metadata."
	fields   map[string]json.RawMessage
	known    map[string]json.RawMessage // the fields that were asked for and given
	problems *problems
	found    *[]string // the problems as text, in the order of finding
}

func newParams(fields map[string]json.RawMessage) *params {
	return &params{fields: fields, known: make(map[string]json.RawMessage), problems: &problems{}, found: &[]string{}}
}

// problems is a tree with the shape of the request: messages about a value, and about the values
// inside it.
type problems struct {
	own    []string
	inside map[string]*problems
}

func (p *problems) at(field string) *problems {
	if p.inside == nil {
		p.inside = make(map[string]*problems)
	}
	if p.inside[field] == nil {
		p.inside[field] = &problems{}
	}
	return p.inside[field]
}

// MarshalJSON writes the messages about a value as _errors, beside the names of what is inside it.
func (p *problems) MarshalJSON() ([]byte, error) {
	tree := map[string]any{"_errors": append([]string{}, p.own...)}
	for field, inside := range p.inside {
		if !inside.empty() {
			tree[field] = inside
		}
	}
	return json.Marshal(tree)
}

func (p *problems) empty() bool {
	for _, inside := range p.inside {
		if !inside.empty() {
			return false
		}
	}
	return len(p.own) == 0
}

// wrong notes a problem with a field, or with the object as a whole when field is "".
func (p *params) wrong(field, problem string) {
	at, text := p.problems, problem
	if field != "" {
		at, text = p.problems.at(field), fmt.Sprintf("%s for %q", problem, p.path+field)
	}
	at.own = append(at.own, problem)
	*p.found = append(*p.found, text)
}

func (p *params) missing(field string) {
	at := p.problems.at(field)
	at.own = append(at.own, "Required")
	*p.found = append(*p.found, p.path+field+" is required")
}

// refusal is nil when nothing was found wrong.
func (p *params) refusal() *refusal {
	found := *p.found
	if len(found) == 0 {
		return nil
	}
	message := strings.Join(found, ", ")
	if len(found) > 1 {
		message = fmt.Sprintf("%d Input Errors: %s", len(found), message)
	}
	return &refusal{http.StatusBadRequest, "invalid_input", message, p.problems}
}

// nullable says that null in these fields is the same as leaving them out; in all others it is an
// error.
func (p *params) nullable(fields ...string) {
	for _, field := range fields {
		if string(p.fields[field]) == "null" {
			delete(p.fields, field)
		}
	}
}

// value reads a field into T; want names T in the refusal.
func value[T any](p *params, field, want string) (v T, given bool) {
	raw, given := p.fields[field]
	if !given {
		return v, false
	}
	p.known[field] = raw
	if string(raw) == "null" || json.Unmarshal(raw, &v) != nil {
		p.wrong(field, "Expected "+want)
		var zero T
		return zero, false
	}
	return v, true
}

func (p *params) given(field string) bool {
	_, given := p.fields[field]
	return given
}

func (p *params) require(field string) {
	if !p.given(field) {
		p.missing(field)
	}
}

func (p *params) text(field string) string {
	text, _ := value[string](p, field, "string")
	return text
}

// nonEmpty reads a text that may be left out but not be empty.
func (p *params) nonEmpty(field string) string {
	text, given := value[string](p, field, "string")
	if given && text == "" {
		p.wrong(field, "Must not be empty")
	}
	return text
}

func (p *params) flag(field string) *bool {
	flag, given := value[bool](p, field, "boolean")
	if !given {
		return nil
	}
	return &flag
}

func (p *params) choice(field string, choices ...string) string {
	choice, given := value[string](p, field, "string")
	if given && !slices.Contains(choices, choice) {
		p.wrong(field, "Expected one of "+strings.Join(choices, ", "))
	}
	return choice
}

var uuidForm = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

// uuid reads an ID. Its letters may be large or small; they are small in what is stored.
func (p *params) uuid(field string) string {
	id, given := value[string](p, field, "string")
	id = strings.ToLower(id)
	if given && !uuidForm.MatchString(id) {
		p.wrong(field, "Invalid UUID")
	}
	return id
}

func (p *params) requiredUUID(field string) string {
	p.require(field)
	return p.uuid(field)
}

// uuids reads a list of IDs, each once. A bad element is reported at its index.
func (p *params) uuids(field string) []string {
	list, _ := value[[]json.RawMessage](p, field, "array of strings")
	var ids []string
	for i, raw := range list {
		index := strconv.Itoa(i)
		id := p.inside(field, map[string]json.RawMessage{index: raw}).uuid(index)
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// object reads an object in the request; its problems become part of this one's.
func (p *params) object(field string) (*params, bool) {
	fields, given := value[map[string]json.RawMessage](p, field, "object")
	if !given {
		return nil, false
	}
	return p.inside(field, fields), true
}

// inside reads what a field holds as a request of its own, one level down.
func (p *params) inside(field string, fields map[string]json.RawMessage) *params {
	return &params{
		path:     p.path + field + ".",
		fields:   fields,
		known:    make(map[string]json.RawMessage),
		problems: p.problems.at(field),
		found:    p.found,
	}
}

func (p *params) dateTime(field string) time.Time {
	text, given := value[string](p, field, "string")
	if !given {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		p.wrong(field, "Invalid date-time")
	}
	return t
}

func (p *params) email(field string) string {
	text, given := value[string](p, field, "string")
	if !given {
		return ""
	}
	if address, err := mail.ParseAddress(text); err != nil || address.Address != text {
		p.wrong(field, "Invalid e-mail address")
	}
	return text
}

func (p *params) digits(field string) string {
	text, given := value[string](p, field, "string")
	if given && (text == "" || strings.Trim(text, "0123456789") != "") {
		p.wrong(field, "Expected digits only")
	}
	return text
}

// window checks the end of a validity against its start and the server's time. Either may be zero.
func (p *params) window(field string, starts, ends, now time.Time) {
	switch {
	case ends.IsZero():
	case !starts.IsZero() && !ends.After(starts):
		p.wrong(field, "Must be after starts_at")
	case !ends.After(now):
		p.wrong(field, "Must be in the future")
	}
}

// oneOf reads two IDs of which a request must give exactly one.
func (p *params) oneOf(field, other string) (id, otherID string) {
	if p.given(field) == p.given(other) {
		p.wrong("", fmt.Sprintf("Give exactly one of %s and %s", field, other))
	}
	return p.uuid(field), p.uuid(other)
}
