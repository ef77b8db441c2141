package seamtest

import (
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"strings"

	"github.com/seam-go/seam/wrapper/seamtest/internal/document"
)

// params reads the parameters of a request. They come in the body, as a JSON object, or in the
// query, where GET and DELETE have them; no body means no parameters.
func (in *arrival) params(op *document.Operation) (map[string]any, *refusal) {
	fields := op.Bind(in.query)
	if len(in.body) == 0 {
		return fields, nil
	}
	if !strings.Contains(in.header.Get("Content-Type"), "application/json") {
		return nil, refuse(http.StatusBadRequest, "invalid_content_type", "A body needs the Content-Type application/json")
	}
	sent, err := decodeObject(in.body)
	if err != nil {
		return nil, invalid("", "The request body is not a JSON object")
	}
	maps.Copy(fields, sent)
	return fields, nil
}

// decodeObject reads a JSON object, null not being one.
func decodeObject(body []byte) (map[string]any, error) {
	var fields map[string]any
	if err := json.Unmarshal(body, &fields); err != nil {
		return nil, err
	}
	if fields == nil {
		return nil, errNull
	}
	return fields, nil
}

var errNull = errors.New("null is no object")
