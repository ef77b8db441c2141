package seam

import (
	"net/http"

	"github.com/seam-go/seam/gen"
)

// allowReplay tells net/http, which repeats requests by itself, what it may do.
//
// A request that only reads, or may be carried out twice, is marked with an Idempotency-Key that
// has no value: net/http then repeats it when a kept-alive HTTP/1 connection turns out to be
// closed, and sends no such header. Its GetBody lets HTTP/2 repeat it too.
//
// A write is left unmarked, and its GetBody is taken away. Without a mark, HTTP/1 would call
// GetBody only if not a byte was written, which is safe. But HTTP/2 of Go 1.26 calls it also when
// the server reset the stream with PROTOCOL_ERROR, as gateways do after carrying out a request
// whose answer they cannot pass on. What HTTP/2 says was not processed, [wire.notSent] recognizes
// instead.
func allowReplay(req *http.Request, effect gen.Effect) {
	if effect == gen.Write {
		req.GetBody = nil
		return
	}
	req.Header["Idempotency-Key"] = []string{}
}
