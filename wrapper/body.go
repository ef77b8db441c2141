package seam

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// maxTrustedLength bounds what is allocated on the word of a Content-Length alone.
const maxTrustedLength = 1 << 20

// receive reads at most limit bytes of the decompressed body, and fails if there are more or if
// it breaks off. It reads to the end, so that the connection can be used again.
func (a *answer) receive(limit int64) error {
	body, err := decompressed(a.response)
	if err != nil {
		return err
	}
	a.buffer = buffers.take(a.response.ContentLength)
	if length := a.response.ContentLength; length > 0 {
		a.buffer.Grow(int(min(length, maxTrustedLength)) + bytes.MinRead)
	}
	n, err := a.buffer.ReadFrom(io.LimitReader(body, limit+1))
	a.body = a.buffer.Bytes()
	if n > limit {
		a.body = a.body[:limit]
		return errTooLong(limit)
	}
	if err != nil {
		return fmt.Errorf("the answer broke off after %d bytes: %w", n, err)
	}
	return nil
}

// release gives the memory of the body to the next answer. Nothing of the body may be in use: only
// of an answer that was decoded is that certain, because package decode copies what it keeps.
func (a *answer) release() {
	if a == nil || !a.decoded {
		return
	}
	buffers.give(a.buffer)
	a.body, a.buffer = nil, nil
}

// decompressed is the body as Seam wrote it. net/http has usually decompressed it, but not where
// a transport was told not to.
func decompressed(resp *http.Response) (io.Reader, error) {
	encoding := resp.Header.Get("Content-Encoding")
	if resp.Uncompressed || !strings.EqualFold(encoding, "gzip") {
		return resp.Body, nil
	}
	unzipped, err := gzip.NewReader(resp.Body)
	if err != nil {
		return nil, fmt.Errorf("decompressing the answer: %w", err)
	}
	return unzipped, nil
}
