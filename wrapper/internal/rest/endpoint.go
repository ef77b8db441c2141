package rest

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

// ParseEndpoint parses the URL that the paths of operations are appended to, and removes slashes at its end.
// Its errors do not quote the whole text, which may contain a password.
func ParseEndpoint(text string) (*url.URL, error) {
	if problem := strings.IndexFunc(text, isOutsideURL); problem >= 0 {
		return nil, fmt.Errorf("it contains %q", firstRune(text[problem:]))
	}
	u, err := url.Parse(text)
	if err != nil {
		return nil, errors.New("it is not a URL")
	}
	switch {
	case u.Scheme != "https" && u.Scheme != "http", u.Hostname() == "":
		return nil, errors.New(`it is not an absolute URL such as "https://connect.getseam.com"`)
	case u.User != nil:
		return nil, errors.New("it holds a user or password; pass the credential as the auth")
	case u.RawQuery != "" || u.ForceQuery:
		return nil, errors.New("it holds a query")
	case strings.Contains(text, "#"):
		return nil, errors.New("it holds a fragment")
	}
	u.Path = strings.TrimRight(u.EscapedPath(), "/")
	u.RawPath = ""
	return u, checkEndpointPath(u.Path)
}

// isOutsideURL reports whether a character never occurs in a URL. White space and quotes come from copied
// text or an environment file, and url.Parse would escape them.
func isOutsideURL(r rune) bool {
	return r <= ' ' || r == 0x7f || strings.ContainsRune("\"'`<>\\^{|}", r) || r == '\u00a0' || r == '\ufeff'
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

// checkEndpointPath accepts segments of letters, digits and "-._~" except "." and "..". Others would be
// escaped or shortened, and every call would get "not found".
func checkEndpointPath(path string) error {
	if path == "" {
		return nil
	}
	segments := strings.TrimPrefix(path, "/")
	for more := true; more; {
		var segment string
		segment, segments, more = strings.Cut(segments, "/")
		switch {
		case segment == "":
			return errors.New("its path has an empty segment")
		case segment == "." || segment == ".." || strings.ContainsFunc(segment, isOddInPath):
			return fmt.Errorf("its path has the segment %q; use letters, digits and -._~", redact.Shorten(segment, redact.MaxLine))
		}
	}
	return nil
}

func isOddInPath(r rune) bool { return !isLetterOrDigit(r) && !strings.ContainsRune("-._~", r) }

// CheckScheme returns an error for plain http, unless the host is this machine or in plainHosts.
func CheckScheme(u *url.URL, plainHosts []string) error {
	if u.Scheme == "https" || isLoopback(u.Hostname()) {
		return nil
	}
	for _, host := range plainHosts {
		if strings.EqualFold(host, u.Hostname()) {
			return nil
		}
	}
	return fmt.Errorf("plain http would show the credential to the network; use https for %q, or allow it with WithPlainHTTP", u.Hostname())
}

// isLoopback reports whether the host is this machine.
func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback()
}
