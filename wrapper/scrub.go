package seam

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

const redacted = "[redacted]"

// scrubber takes the credentials of a request out of whatever becomes part of an error: servers
// and gateways do echo what they were sent. Its zero value knows only what tokens look like.
type scrubber struct{ known *strings.Replacer }

// newScrubber knows what auth put in the headers, and what it puts in the body of a request.
func newScrubber(header http.Header, auth Auth) scrubber {
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
	return scrubber{strings.NewReplacer(pairs...)}
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
	for _, form := range []string{quoted(token), url.QueryEscape(token), url.PathEscape(token), inHTML.Replace(token)} {
		if form != token {
			pairs = append(pairs, form, redacted)
		}
	}
	return pairs
}

// inHTML does what html.EscapeString does, without the table of all entities that is linked with it.
var inHTML = strings.NewReplacer(`&`, "&amp;", `'`, "&#39;", `<`, "&lt;", `>`, "&gt;", `"`, "&#34;")

// quoted is s as it stands between the quotes of JSON.
func quoted(s string) string {
	text := decode.Quoted(s)
	return string(text[1 : len(text)-1])
}

func (s scrubber) text(text string) string {
	if s.known != nil {
		text = s.known.Replace(text)
	}
	return redactTokens(text)
}

// body also finds what is hidden by escapes in the strings of JSON.
func (s scrubber) body(body []byte) []byte {
	return decode.Rewrite([]byte(s.text(string(body))), s.text)
}

// error keeps what err is, for errors.Is and errors.As, but not what it says.
func (s scrubber) error(err error) error {
	if err == nil {
		return nil
	}
	return scrubbedError{s.text(err.Error()), func() error { return err }}
}

// scrubbedError holds the error in a function for the reason that [secret] does.
type scrubbedError struct {
	text  string
	inner func() error
}

func (e scrubbedError) Error() string { return e.text }
func (e scrubbedError) Unwrap() error { return e.inner() }
