package seamtest

import (
	"encoding/json"
	"fmt"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

// AnswerNext makes the next call to an operation return value as its result. The call has no effect,
// but the request is still validated.
//
// The response holds value under the operation's key: pass a [gen.ACSCredential] for
// "/acs/credentials/get" and a slice of them for "/acs/credentials/list". For an operation without a
// key, value is the whole response and must encode as a JSON object; otherwise AnswerNext panics. The
// value is not validated, because Seam's responses do not always match its document either.
//
// For a paged list, value becomes the last page, and the call may use any cursor. To return a page
// that has a next page, use [Server.ChangeNext].
func (s *Server) AnswerNext(path string, value any) {
	op := gen.LookupOperation(path)
	result := protocol.Body{}
	switch raw, err := json.Marshal(value); {
	case err != nil:
		panic(fmt.Sprintf("seamtest: AnswerNext: %v", err))
	case op != nil && op.Key != "":
		result[op.Key] = json.RawMessage(raw)
	case json.Unmarshal(raw, &result) != nil:
		panic(fmt.Sprintf("seamtest: AnswerNext: the response of %s has no key for the result: value must be a JSON object", path))
	}
	if op != nil && op.Kind == gen.Paged {
		result["pagination"] = &protocol.Pagination{}
	}
	if result == nil { // value was null
		result = protocol.Body{}
	}
	s.prepare("AnswerNext", path, protocol.Script{Result: result})
}

// ChangeNext processes the next call to an operation and passes its response to change before the
// caller gets it. The argument is the whole JSON object, as encoding/json decodes it. Use ChangeNext
// to add undocumented fields, remove required ones, or announce another page:
//
//	srv.ChangeNext("/acs/users/list", func(response map[string]any) {
//		response["pagination"] = map[string]any{"has_next_page": true, "next_page_cursor": "more"}
//	})
//	srv.AnswerNext("/acs/users/list", []gen.ACSUser{{FullName: "Ada Lovelace"}}) // takes any cursor
//
// If the call fails, change is not called, and later calls are not changed either. The function may
// call the server.
func (s *Server) ChangeNext(path string, change func(response map[string]any)) {
	if change == nil {
		panic("seamtest: ChangeNext: change is nil")
	}
	s.prepare("ChangeNext", path, protocol.Script{Change: change})
}
