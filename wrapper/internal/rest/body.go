package rest

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/seam-go/seam/wrapper/internal/redact"
)

// maxTrustedLength bounds the memory that is allocated because of a Content-Length.
const maxTrustedLength = 1 << 20

// byteOrderMark is a prefix that some gateways add to JSON.
var byteOrderMark = []byte("\ufeff")

// receive reads the decompressed body, at most limit bytes. It returns an error if there are more or if the
// body ends too early. It reads to the end, so that the connection can be used again.
func (r *response) receive(limit int64) error {
	body, err := decompressed(r.http)
	if err != nil {
		return err
	}
	r.buffer = buffers.get(r.http.ContentLength)
	if length := r.http.ContentLength; length > 0 {
		r.buffer.Grow(int(min(length, maxTrustedLength)) + bytes.MinRead)
	}
	n, err := r.buffer.ReadFrom(io.LimitReader(body, limit+1))
	r.body = r.buffer.Bytes()
	if n > limit {
		r.body = r.body[:limit]
		err = tooLongError(limit)
	}
	r.body = bytes.TrimPrefix(r.body, byteOrderMark)
	if err != nil && !isTooLong(err) {
		return fmt.Errorf("the response broke off after %d bytes: %w", n, err)
	}
	return err
}

// release makes the memory of the body available to the next response. No part of the body may be in
// use, which is certain only for a response that was decoded: package decode copies the bytes that it
// keeps.
func (r *response) release() {
	if r != nil && r.decoded {
		buffers.put(r.buffer)
		r.body, r.buffer = nil, nil
	}
}

// decompressed returns the body before compression. Usually net/http has decompressed it, unless the
// transport is set not to.
func decompressed(resp *http.Response) (io.Reader, error) {
	encoding := strings.Join(resp.Header.Values("Content-Encoding"), ", ")
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "identity":
		return resp.Body, nil
	case "gzip", "x-gzip":
		if resp.Uncompressed {
			return resp.Body, nil
		}
	default:
		return encodedBody(resp.Body, encoding)
	}
	unzipped, err := gzip.NewReader(resp.Body)
	switch {
	case errors.Is(err, io.EOF):
		return http.NoBody, nil
	case err != nil:
		return nil, fmt.Errorf("decompressing the response: %w", err)
	}
	return unzipped, nil
}

// encodedBody returns an error for an encoding that the client cannot read, unless the body is empty.
func encodedBody(body io.Reader, encoding string) (io.Reader, error) {
	if n, err := io.ReadFull(body, make([]byte, 1)); n == 0 && errors.Is(err, io.EOF) {
		return http.NoBody, nil
	}
	encoding = redact.Shorten(encoding, redact.MaxLine)
	return nil, &unreadError{text: fmt.Sprintf("the response is encoded with %q, which the client did not ask for", encoding)}
}
