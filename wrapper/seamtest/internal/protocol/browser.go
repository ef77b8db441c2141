package protocol

import (
	"net/http"
	"strings"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
)

// methodsOf returns the methods of an operation, for the Allow header.
func methodsOf(op *document.Operation) []string {
	return append(append([]string{}, op.Doubles...), http.MethodPost)
}

// options handles an OPTIONS request: it returns the methods of an operation. Browsers send such a
// request (CORS preflight) before a page of another origin may call. The response allows all headers
// that the browser asks for. No key is required, because a preflight request carries none.
func options(op *document.Operation, r *request) *Response {
	methods := strings.Join(append(methodsOf(op), http.MethodOptions), ", ")
	header := http.Header{"Allow": {methods}}
	if r.header.Get("Access-Control-Request-Method") != "" {
		header.Set("Access-Control-Allow-Methods", methods)
		header.Set("Access-Control-Max-Age", "600")
	}
	if names := r.header.Get("Access-Control-Request-Headers"); names != "" {
		header.Set("Access-Control-Allow-Headers", names)
	}
	return &Response{status: http.StatusNoContent, header: header}
}

// openToBrowsers sets the CORS headers that let pages of every origin read a response.
func openToBrowsers(header http.Header) {
	header.Set("Access-Control-Allow-Origin", "*")
	header.Set("Access-Control-Expose-Headers", "Allow, Retry-After, Seam-Request-Id, "+ExampleHeader)
}
