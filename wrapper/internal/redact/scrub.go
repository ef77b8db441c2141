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

// Scrubber removes the credentials of a request from text. Its zero value knows no credential, and removes
// only text that looks like one: see [Tokens].
type Scrubber struct{ known func() *strings.Replacer }

// NewScrubber returns a Scrubber that knows the secrets. It calls secrets once, for the first text, because
// most calls succeed and never need them.
func NewScrubber(secrets func() []string) Scrubber {
	var once sync.Once
	var replacer *strings.Replacer
	return Scrubber{func() *strings.Replacer {
		once.Do(func() { replacer = newReplacer(secrets()) })
		return replacer
	}}
}

// newReplacer returns a replacer of every form of every secret. In reverse order a longer form comes before
// one that is its beginning.
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

// HeaderSecrets returns the secrets in the value of a header: the whole value, the token in "Bearer token",
// and the values in "a=value; b=value".
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

// minSecret is the length of the shortest secret that is removed. A shorter one would match parts of words.
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

// inBase64 returns the forms of a secret within base64 of a longer text, such as "Bearer secret". Three bytes
// become four characters, so there is one form for each number of bytes, 0 to 2, that the secret shares
// a group with. Characters that also encode bytes around the secret are not part of a form.
func inBase64(secret string) []string {
	var forms []string
	for before, begin := range []int{0, 2, 3} {
		for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			text := encoding.EncodeToString(append(make([]byte, before), secret...))
			end := (before + len(secret)) * 8 / 6 // Leaves out a last character of fewer than 6 bits.
			forms = append(forms, text[begin:end])
		}
	}
	return forms
}

// inHTML escapes as html.EscapeString does. Package html would link its table of all entities.
var inHTML = strings.NewReplacer(`&`, "&amp;", `'`, "&#39;", `<`, "&lt;", `>`, "&gt;", `"`, "&#34;")

// quoted returns s as a JSON string without the quotes.
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

// Body returns the body of a response without credentials. It also finds credentials that contain escapes:
// in the strings of JSON, and in text that is only a part of JSON, such as a truncated body.
func (s Scrubber) Body(body []byte) []byte {
	text := decode.Rewrite([]byte(s.Text(string(body))), s.Text)
	if plain := withoutEscapes(string(text)); s.Text(plain) != plain {
		return []byte(s.Text(plain))
	}
	return text
}

// withoutEscapes replaces the escapes \u0020 to \u007e, which no JSON needs, with their characters.
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

// Error returns an error with the text of err, but without credentials. errors.Is matches it where it matches
// err, except for an error of [OneCall]. errors.As finds only errors whose own text contains no credential.
// Unwrapping does not lead to err.
func (s Scrubber) Error(err error) error {
	if err == nil {
		return nil
	}
	return &scrubbedError{s.Text(err.Error()), func() (Scrubber, error) { return s, err }}
}

// OneCall is implemented by errors that apply to one call only, such as an unknown outcome. The cause of a
// failure may come from another call, such as the one with which an auth fetches its token.
type OneCall interface{ OfOneCall() }

// scrubbedError holds the original error in a function, so that no way of printing shows it.
type scrubbedError struct {
	text     string
	original func() (Scrubber, error)
}

func (e *scrubbedError) Error() string { return e.text }

// GoString implements [fmt.GoStringer]: %#v would print the address of the function.
func (e *scrubbedError) GoString() string { return fmt.Sprintf("seam.scrubbedError{%q}", e.text) }

// Is reports whether the original error is the target, except for an error of [OneCall].
func (e *scrubbedError) Is(target error) bool {
	if _, ofOneCall := target.(OneCall); ofOneCall {
		return false
	}
	_, err := e.original()
	return errors.Is(err, target)
}

// As finds an error of the target's type in the original, except for one whose own text contains a
// credential.
func (e *scrubbedError) As(target any) bool {
	scrub, err := e.original()
	return scrub.as(err, reflect.ValueOf(target).Elem())
}

// as searches like errors.As, which has checked the target, and skips errors with a credential.
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
	switch e := err.(type) { //nolint:errorlint // Each layer is examined.
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

// isClean reports whether the text of the error found contains no credential. If it does, isClean resets
// found.
func (s Scrubber) isClean(found reflect.Value) bool {
	if err, ok := reflect.TypeAssert[error](found); ok && s.Text(err.Error()) != err.Error() {
		found.SetZero()
		return false
	}
	return true
}
