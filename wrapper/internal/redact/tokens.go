package redact

import "strings"

// Tokens returns the text without anything that looks like a credential. The client does not know every
// credential: a response that it cannot read may hold a new session token. It removes
//
//	seam_LETTERS_LETTERS    an API key or token; the last part must be long, unlike in names of providers
//	whsec_LETTERS           the secret of a webhook
//	eyLETTERS.LETTERS       a JSON Web Token
//
// Package regexp would make each program that imports this package a quarter of a megabyte larger.
func Tokens(text string) string {
	var out strings.Builder
	f := tokenFinder{text: text}
	kept := 0
	for at := 0; at < len(text); {
		end := f.token(at)
		if end == 0 {
			at++
			continue
		}
		out.WriteString(text[kept:at])
		out.WriteString(Placeholder)
		at, kept = end, end
	}
	if kept == 0 {
		return text
	}
	out.WriteString(text[kept:])
	return out.String()
}

// The shortest parts of tokens.
const (
	minSeamToken    = 16
	minWebhookToken = 8
	minWebTokenPart = 8
)

type tokenFinder struct {
	text string
	// searched is the end of the text in which a JSON Web Token began, but did not continue as one. Another
	// that begins before it would end at the same place: searching again would take quadratic time.
	searched int
}

// token returns the end of the token that begins at an index, 0 if none does.
func (f *tokenFinder) token(at int) int {
	switch f.text[at] {
	case 's':
		return f.seamToken(at)
	case 'w':
		return f.webhookToken(at)
	case 'e':
		return f.webToken(at)
	default:
		return 0
	}
}

func (f *tokenFinder) seamToken(at int) int {
	begin, ok := f.after(at, "seam_")
	if !ok {
		return 0
	}
	kind := f.run(begin, "")
	secret, ok := f.after(kind, "_")
	if !ok || kind == begin {
		return 0
	}
	return f.atLeast(secret, f.run(secret, ""), minSeamToken)
}

func (f *tokenFinder) webhookToken(at int) int {
	begin, ok := f.after(at, "whsec_")
	if !ok {
		return 0
	}
	return f.atLeast(begin, f.run(begin, "+/=_-"), minWebhookToken)
}

// webToken finds a header, a payload and an optional signature.
func (f *tokenFinder) webToken(at int) int {
	begin, ok := f.after(at, "ey")
	if !ok || at < f.searched || at > 0 && (isAlphanumeric(f.text[at-1]) || f.text[at-1] == '_') {
		return 0
	}
	header := f.run(begin, "_-")
	payload, ok := f.after(header, ".")
	end := f.run(payload, "_-")
	if !ok || end-payload < minWebTokenPart {
		f.searched = header
		return 0
	}
	if header-begin < minWebTokenPart {
		return 0
	}
	if signature, ok := f.after(end, "."); ok {
		return f.run(signature, "_-")
	}
	return end
}

// after returns the index behind the expected text, and whether that text begins at an index.
func (f *tokenFinder) after(at int, expected string) (next int, ok bool) {
	return at + len(expected), strings.HasPrefix(f.text[at:], expected)
}

// run returns the end of the letters, digits and others that begin at an index.
func (f *tokenFinder) run(at int, others string) int {
	for at < len(f.text) && (isAlphanumeric(f.text[at]) || strings.IndexByte(others, f.text[at]) >= 0) {
		at++
	}
	return at
}

// atLeast returns end, or 0 if the part is shorter than length.
func (f *tokenFinder) atLeast(begin, end, length int) int {
	if end-begin < length {
		return 0
	}
	return end
}

func isAlphanumeric(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9'
}
