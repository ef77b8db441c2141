package seam

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"github.com/seam-go/seam/gen"
)

const defaultEndpoint = "https://connect.getseam.com"

// parseEndpoint returns the URL that paths are put behind, so without a slash at its end. Its errors
// do not repeat the text as a whole, because that may hold a password.
func parseEndpoint(text string) (*url.URL, error) {
	text = strings.TrimRight(text, "/")
	u, err := url.Parse(text)
	if err != nil {
		return nil, errors.New("it is not a URL")
	}
	switch {
	case u.Scheme != "https" && u.Scheme != "http", u.Hostname() == "":
		return nil, errors.New(`it is not an absolute URL such as "https://connect.getseam.com"`)
	case u.Scheme == "http" && !isLoopback(u.Hostname()):
		return nil, fmt.Errorf("plain http would show the credential to the network; use https for %q", u.Hostname())
	case u.User != nil:
		return nil, errors.New("it holds a user or password; the credential is an argument of its own")
	case u.RawQuery != "" || u.ForceQuery:
		return nil, errors.New("it holds a query")
	case u.Fragment != "" || strings.HasSuffix(text, "#"):
		return nil, errors.New("it holds a fragment")
	}
	return u, nil
}

// target is where op is sent. Its path has nothing in it that would have to be escaped.
func (c *caller) target(op *gen.Operation) *url.URL {
	u := *c.endpoint
	u.Path += op.Path
	if u.RawPath != "" {
		u.RawPath += op.Path
	}
	return &u
}

// isLoopback is true for hosts that do not leave the machine.
func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback()
}
