package protocol

import (
	"net/http"
	"strings"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
)

// methodsOf lists the methods of an operation, for the header Allow.
func methodsOf(op *document.Operation) []string {
	return append(append([]string{}, op.Doubles...), http.MethodPost)
}

// options answers OPTIONS with the methods of an operation. A browser asks before a page of another
// origin may call, and gets permission to send the headers that it names. It needs no key, since a
// browser sends none.
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

// openToBrowsers lets the pages of every origin read a response.
func openToBrowsers(header http.Header) {
	header.Set("Access-Control-Allow-Origin", "*")
	header.Set("Access-Control-Expose-Headers", "Allow, Retry-After, Seam-Request-Id, "+ExampleHeader)
}
