package seam

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"sync"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

const redacted = "[redacted]"

// scrubber removes the credentials of a request from text that becomes part of an error: servers
// and gateways do echo what they were sent. Its zero value knows only the forms that tokens have.
type scrubber struct{ known func() *strings.Replacer }

// newScrubber knows the values that auth put in the headers, and those that it puts in the body of a
// request.
func newScrubber(header http.Header, auth Auth) scrubber {
	// Only an error needs the forms of a secret, so they are made with the first one.
	return scrubber{sync.OnceValue(func() *strings.Replacer {
		var pairs []string
		for name, values := range header {
			for _, value := range values {
				if name != workspaceHeader {
					pairs = append(pairs, replacements(withoutScheme(value))...)
				}
			}
		}
		if a, ok := auth.(interface{ bodySecrets() []string }); ok {
			for _, value := range a.bodySecrets() {
				pairs = append(pairs, replacements(value)...)
			}
		}
		return strings.NewReplacer(pairs...)
	})}
}

// withoutScheme is the token of "Bearer token".
func withoutScheme(value string) string {
	if _, token, ok := strings.Cut(value, " "); ok {
		return token
	}
	return value
}

// minSecret is the length from which a value is looked for. A shorter one keeps nothing secret,
// and would be found in the middle of words.
const minSecret = 6

// replacements pairs each form in which a secret may be echoed with what replaces it.
func replacements(token string) []string {
	if len(token) < minSecret {
		return nil
	}
	pairs := []string{token, redacted}
	inHex := hex.EncodeToString([]byte(token))
	forms := []string{
		quoted(token), url.QueryEscape(token), url.PathEscape(token), inHTML.Replace(token),
		inHex, strings.ToUpper(inHex),
	}
	for _, form := range append(forms, inBase64(token)...) {
		if form != token {
			pairs = append(pairs, form, redacted)
		}
	}
	return pairs
}

// inBase64 has the part that base64 makes of a token wherever the token begins in the encoded text,
// such as behind "Bearer " or a user and a colon.
func inBase64(token string) []string {
	var forms []string
	for offset := range 3 {
		// The first and last characters also depend on the text around the token.
		begin := []int{0, 2, 3}[offset]
		for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			text := encoding.EncodeToString(append(make([]byte, offset), token...))
			end := (offset + len(token)) * 8 / 6
			if form := text[begin:end]; len(form) >= minSecret {
				forms = append(forms, form)
			}
		}
	}
	return forms
}

// inHTML does what html.EscapeString does, without the table of all entities that is linked with it.
var inHTML = strings.NewReplacer(`&`, "&amp;", `'`, "&#39;", `<`, "&lt;", `>`, "&gt;", `"`, "&#34;")

// quoted is s as it stands between the quotes of JSON.
func quoted(s string) string {
	text := decode.Quoted(s)
	return string(text[1 : len(text)-1])
}

func (s scrubber) text(text string) string {
	if text == "" {
		return ""
	}
	if s.known != nil {
		text = s.known().Replace(text)
	}
	return redactTokens(text)
}

// body also finds what is hidden by escapes in the strings of JSON.
func (s scrubber) body(body []byte) []byte {
	return decode.Rewrite([]byte(s.text(string(body))), s.text)
}

// error returns an error that says the same without the credential. errors.Is and errors.As find in
// it what they find in err, but unwrapping does not reach err, whose own text may hold the credential.
func (s scrubber) error(err error) error {
	if err == nil {
		return nil
	}
	return scrubbedError{s.text(err.Error()), func() (scrubber, error) { return s, err }}
}

// cause is [scrubber.error] for the cause of an error of this package, which may be one of them: those
// are scrubbed already and stay as they are.
func (s scrubber) cause(err error) error {
	if _, own := errors.AsType[*Error](err); own {
		return err
	}
	return s.error(err)
}

// scrubbedError holds the error in a function for the reason that [secret] does.
type scrubbedError struct {
	text     string
	original func() (scrubber, error)
}

func (e scrubbedError) Error() string { return e.text }

// GoString is for %#v, which would print the address of a function.
func (e scrubbedError) GoString() string { return "seam.scrubbedError{" + quoted(e.text) + "}" }

// Is finds what the original error is.
func (e scrubbedError) Is(target error) bool {
	_, err := e.original()
	// The outcome of a call is that of its own Error. A cause, such as an auth that could not fetch
	// its token, knows only that of another call.
	return target != ErrOutcomeUnknown && errors.Is(err, target)
}

// As finds an error of the wanted type in the original, except for one whose own text has the
// credential in it.
func (e scrubbedError) As(target any) bool {
	scrub, err := e.original()
	return scrub.as(err, reflect.ValueOf(target).Elem())
}

// as is errors.As for a target that errors.As has checked.
func (s scrubber) as(err error, target reflect.Value) bool {
	if err == nil {
		return false
	}
	if text := err.Error(); reflect.TypeOf(err).AssignableTo(target.Type()) && s.text(text) == text {
		target.Set(reflect.ValueOf(err))
		return true
	}
	if e, ok := err.(interface{ As(target any) bool }); ok && e.As(target.Addr().Interface()) {
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
