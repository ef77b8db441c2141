package rest

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

const (
	maxRedirects = 5
	// maxDiscard bounds the part of an unwanted body that is read so that its connection can be used
	// again. Beyond that a new connection is cheaper.
	maxDiscard = 64 << 10
)

// roundTrip sends the request and follows the redirects that redirectTarget allows. The trace belongs to the
// last request.
func (cl *Client) roundTrip(ctx context.Context, c *Call) (*http.Response, *requestTrace, error) {
	target := cl.endpoint.String() + c.Path
	for hop := 0; ; hop++ {
		trace := new(requestTrace)
		req, err := cl.newRequest(ctx, c, target, trace)
		if err != nil {
			return nil, trace, err
		}
		resp, err := cl.send(req)
		if err != nil {
			return nil, trace, err
		}
		next, _ := redirectTarget(req.URL, resp)
		if next == nil || hop == maxRedirects {
			return resp, trace, nil
		}
		discard(resp.Body)
		target = next.String()
	}
}

// redirectTarget returns the URL that resp redirects to. It returns nil if resp is not a redirect, and nil
// with a reason for a redirect that must not be followed. A status other than 307 and 308 would turn the
// POST into a GET. Another host, or plain http, would receive the credential.
func redirectTarget(from *url.URL, resp *http.Response) (to *url.URL, refusal string) {
	if !isRedirect(resp.StatusCode) {
		return nil, ""
	}
	location := resp.Header.Get("Location")
	to, err := from.Parse(location)
	switch {
	case err != nil || location == "":
		return nil, "redirected with no usable Location"
	case resp.StatusCode != http.StatusTemporaryRedirect && resp.StatusCode != http.StatusPermanentRedirect:
		return nil, "not following a redirect that would turn POST into GET"
	case !sameOrigin(from, to) || to.User != nil:
		return nil, fmt.Sprintf("not following a redirect to %s://%s, which would receive the credential",
			redact.Shorten(to.Scheme, redact.MaxLine), redact.Shorten(to.Host, redact.MaxLine))
	}
	return to, ""
}

// sameOrigin reports whether two URLs have the same scheme, host and port. A default port may be omitted.
func sameOrigin(a, b *url.URL) bool {
	return a.Scheme == b.Scheme && strings.EqualFold(a.Hostname(), b.Hostname()) && portOf(a) == portOf(b)
}

func portOf(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "https":
		return "443"
	default:
		return "80"
	}
}

// redirectMessage returns the reason why the redirect in resp was not followed. The redirect came from the
// host of the endpoint, because all requests go there.
func redirectMessage(endpoint *url.URL, resp *http.Response) string {
	if _, refusal := redirectTarget(endpoint, resp); refusal != "" {
		return refusal
	}
	return fmt.Sprintf("redirected more than %d times", maxRedirects)
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	default:
		return false
	}
}

// discard reads the rest of a body, at most maxDiscard bytes, and closes it.
func discard(body io.ReadCloser) {
	_, _ = io.CopyN(io.Discard, body, maxDiscard)
	_ = body.Close()
}
