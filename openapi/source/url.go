package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// urlTimeout bounds the whole download: a host that swallows packets must not
// hold up a build.
const urlTimeout = time.Minute

// fetchURL downloads a document over https.
func fetchURL(ctx context.Context, client *http.Client, address string) (*Document, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("%s: not an https URL, and nothing else can be trusted to be Seam's: give one, or take %s", address, NPMLatest)
	}
	// The source is kept in the repository and in logs: no password there.
	from := u.Redacted()
	doc, err := downloadDocument(ctx, client, u, from)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: try again later, or take %s or a local file", from, err, NPMLatest)
	}
	return doc, nil
}

func downloadDocument(ctx context.Context, client *http.Client, u *url.URL, from string) (*Document, error) {
	ctx, cancel := context.WithTimeout(ctx, urlTimeout)
	defer cancel()
	data, err := download(ctx, client, u)
	if err != nil {
		return nil, err
	}
	return newDocument(from, data)
}

func download(ctx context.Context, client *http.Client, u *url.URL) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("request: %w", err)
	}
	req.Header.Set("Accept", "application/json")
	careful := *client
	careful.CheckRedirect = checkRedirect
	resp, err := careful.Do(req)
	if refused, ok := errors.AsType[*redirectError](err); ok {
		return nil, refused
	}
	if err != nil {
		return nil, noResponse(ctx, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the status is %s, not 200", resp.Status)
	}
	data, err := readBounded(resp.Body)
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, errors.New("the response is cut short")
	case ctx.Err() != nil:
		return nil, noResponse(ctx, err)
	}
	return data, err
}

// maxRedirects is how many redirects a download follows.
const maxRedirects = 5

// redirectError says why a redirect is not followed. It never shows the address,
// which may hold a password.
type redirectError struct{ reason string }

func (e *redirectError) Error() string { return e.reason }

// checkRedirect checks each hop like the first address: one hop
// over plain http is enough for somebody on the way to put in another document.
func checkRedirect(req *http.Request, via []*http.Request) error {
	switch {
	case req.URL.Scheme != "https":
		return &redirectError{"it redirects away from https"}
	case req.URL.User != nil:
		return &redirectError{"it redirects to an address with credentials"}
	case len(via) > maxRedirects:
		return &redirectError{fmt.Sprintf("it redirects more than %d times", maxRedirects)}
	}
	return nil
}

// noResponse says why no response came. A context that was cancelled is reported as that alone.
func noResponse(ctx context.Context, err error) error {
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return ctx.Err()
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fmt.Errorf("%w (no response in time)", ErrUnreachable)
	}
	// url.Error repeats method and address, which the message has already.
	if failed, ok := errors.AsType[*url.Error](err); ok {
		err = failed.Err
	}
	return fmt.Errorf("%w (%w)", ErrUnreachable, err)
}
