package redact

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

// Scrubber removes the credentials of a request from text that becomes part of an error: servers
// and gateways do echo what they were sent. Its zero value knows no credential, and removes only text
// that has the form of one: see [Tokens].
type Scrubber struct{ known func() *strings.Replacer }

// NewScrubber returns a Scrubber that knows the secrets. It calls secrets at most once, for the first
// text: only an error needs them.
func NewScrubber(secrets func() []string) Scrubber {
	var once sync.Once
	var replacer *strings.Replacer
	return Scrubber{func() *strings.Replacer {
		once.Do(func() { replacer = newReplacer(secrets()) })
		return replacer
	}}
}

// newReplacer replaces every form of every secret. A secret may be the beginning of another, and comes
// after it in reverse order.
func newReplacer(secrets []string) *strings.Replacer {
	var forms []string
	for _, secret := range secrets {
		forms = append(forms, echoForms(secret)...)
	}
	slices.Sort(forms)
	var pairs []string
	for _, form := range slices.Backward(forms) {
		pairs = append(pairs, form, Placeholder)
	}
	return strings.NewReplacer(pairs...)
}

// HeaderSecrets returns the secrets in the value of a header: the value as a whole, the token of
// "Bearer token", and the values of "a=value; b=value".
func HeaderSecrets(value string) []string {
	parts := []string{value}
	if _, token, ok := strings.Cut(value, " "); ok {
		parts = append(parts, token)
	}
	for rest := value; rest != ""; {
		var pair string
		pair, rest, _ = strings.Cut(rest, ";")
		if _, part, ok := strings.Cut(pair, "="); ok {
			parts = append(parts, strings.TrimSpace(part))
		}
	}
	return parts
}

// minSecret is the length of the shortest value that is removed. A shorter one would be found in the
// middle of words.
const minSecret = 6

// echoForms returns the forms in which a server is likely to echo a secret.
func echoForms(secret string) []string {
	if len(secret) < minSecret {
		return nil
	}
	return append(inBase64(secret), secret,
		quoted(secret), url.QueryEscape(secret), url.PathEscape(secret), inHTML.Replace(secret),
		fmt.Sprintf("%x", secret), fmt.Sprintf("%X", secret),
	)
}

// inBase64 returns the characters that are always the same when a text with the secret in it is encoded in
// base64, such as "Bearer secret". Three bytes become four characters, so they depend on whether 0, 1
// or 2 bytes of such a group come before the secret.
func inBase64(secret string) []string {
	var forms []string
	for before, begin := range []int{0, 2, 3} { // The characters before begin also encode other bytes.
		for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			text := encoding.EncodeToString(append(make([]byte, before), secret...))
			end := (before + len(secret)) * 8 / 6 // A last character with fewer than 6 bits is open.
			forms = append(forms, text[begin:end])
		}
	}
	return forms
}

// inHTML does what html.EscapeString does, without the table of all entities that is linked with it.
var inHTML = strings.NewReplacer(`&`, "&amp;", `'`, "&#39;", `<`, "&lt;", `>`, "&gt;", `"`, "&#34;")

// quoted returns s as JSON without the quotes.
func quoted(s string) string {
	text := decode.Quoted(s)
	return string(text[1 : len(text)-1])
}

// Text returns the text without credentials.
func (s Scrubber) Text(text string) string {
	if text == "" {
		return ""
	}
	if s.known != nil {
		text = s.known().Replace(text)
	}
	return Tokens(text)
}

// Body returns the body of a response without credentials. It also finds those with escapes in them: in
// the strings of JSON, and in text that is only part of JSON, because it was cut or is on a page.
func (s Scrubber) Body(body []byte) []byte {
	text := decode.Rewrite([]byte(s.Text(string(body))), s.Text)
	if plain := withoutEscapes(string(text)); s.Text(plain) != plain {
		return []byte(s.Text(plain))
	}
	return text
}

// withoutEscapes replaces the escapes \u0020 to \u007e, which are never needed, by their characters.
func withoutEscapes(text string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(text, `\u00`)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		text = after
		if code, err := strconv.ParseUint(after[:min(2, len(after))], 16, 8); err == nil && ' ' <= code && code <= '~' {
			out.WriteByte(byte(code))
			text = after[2:]
			continue
		}
		out.WriteString(`\u00`)
	}
}

// Error returns an error with the text of err without credentials. errors.Is finds in it what it finds
// in err, except for an error of [OneCall]; errors.As finds the errors whose text has no credential in
// it. Unwrapping does not lead to err.
func (s Scrubber) Error(err error) error {
	if err == nil {
		return nil
	}
	return &scrubbedError{s.Text(err.Error()), func() (Scrubber, error) { return s, err }}
}

// OneCall is implemented by errors that are true of one call only, such as that its outcome is unknown.
// A cause, such as an auth that could not fetch its token, may be about another call.
type OneCall interface{ OfOneCall() }

// scrubbedError keeps the original error in a function, so that no way of printing it shows it.
type scrubbedError struct {
	text     string
	original func() (Scrubber, error)
}

func (e *scrubbedError) Error() string { return e.text }

// GoString is for %#v, which would print the address of a function.
func (e *scrubbedError) GoString() string { return fmt.Sprintf("seam.scrubbedError{%q}", e.text) }

// Is reports whether the original error is the target, except for an error of [OneCall].
func (e *scrubbedError) Is(target error) bool {
	if _, ofOneCall := target.(OneCall); ofOneCall {
		return false
	}
	_, err := e.original()
	return errors.Is(err, target)
}

// As finds an error of the wanted type in the original, except for one whose own text has the
// credential in it.
func (e *scrubbedError) As(target any) bool {
	scrub, err := e.original()
	return scrub.as(err, reflect.ValueOf(target).Elem())
}

// as does what errors.As does, for a target that errors.As has checked.
func (s Scrubber) as(err error, target reflect.Value) bool {
	if err == nil {
		return false
	}
	if reflect.TypeOf(err).AssignableTo(target.Type()) {
		target.Set(reflect.ValueOf(err))
		if s.isClean(target) {
			return true
		}
	}
	if e, ok := err.(interface{ As(target any) bool }); ok && e.As(target.Addr().Interface()) && s.isClean(target) {
		return true
	}
	switch e := err.(type) { //nolint:errorlint // Each layer is looked at.
	case interface{ Unwrap() error }:
		return s.as(e.Unwrap(), target)
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			if s.as(inner, target) {
				return true
			}
		}
	}
	return false
}

// isClean reports whether the text of the error that was found has no credential in it. Otherwise it
// resets found.
func (s Scrubber) isClean(found reflect.Value) bool {
	if err, ok := reflect.TypeAssert[error](found); ok && s.Text(err.Error()) != err.Error() {
		found.SetZero()
		return false
	}
	return true
}
