package seamtest

import (
	"net/http"
	"strings"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
)

// methodsOf lists the methods of an operation, for the header Allow.
func methodsOf(op *document.Operation) []string {
	return append(append([]string{}, op.Doubles...), http.MethodPost)
}

// options returns the methods of an operation to whoever asks for them with OPTIONS. A browser asks
// before a page of another origin may call, and gets leave to send the headers that it names. No key
// is needed, since a browser sends none.
func options(op *document.Operation, in *arrival) *reply {
	methods := strings.Join(append(methodsOf(op), http.MethodOptions), ", ")
	header := http.Header{"Allow": {methods}}
	if in.header.Get("Access-Control-Request-Method") != "" {
		header.Set("Access-Control-Allow-Methods", methods)
		header.Set("Access-Control-Max-Age", "600")
	}
	if names := in.header.Get("Access-Control-Request-Headers"); names != "" {
		header.Set("Access-Control-Allow-Headers", names)
	}
	return &reply{status: http.StatusNoContent, header: header}
}

// openToBrowsers lets the pages of every origin read a response.
func openToBrowsers(header http.Header) {
	header.Set("Access-Control-Allow-Origin", "*")
	header.Set("Access-Control-Expose-Headers", "Allow, Retry-After, Seam-Request-Id, "+AnswerHeader)
}
