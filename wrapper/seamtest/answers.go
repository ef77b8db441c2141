package seamtest

import (
	"encoding/json"
	"fmt"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

// AnswerNext lets the next call to an operation succeed with a result of the test's own, if the
// document has nothing against the request: value is what stands under the operation's key in the
// answer, such as a [gen.ACSCredential] for "/acs/credentials/get" and a list of them for
// "/acs/credentials/list". For an operation without a key, value is the whole answer, a JSON object.
// The call changes nothing, and value is not checked: Seam's answers do not always fit its document
// either.
//
// A list that comes in pages is answered as its last page, without a cursor for another; the cursor
// that the call itself brings may be any. [Server.ChangeNext] gives a page with a next one.
func (s *Server) AnswerNext(path string, value any) {
	op := gen.LookupOperation(path)
	result := protocol.Body{}
	switch raw, err := json.Marshal(value); {
	case err != nil:
		panic(fmt.Sprintf("seamtest: AnswerNext: %v", err))
	case op != nil && op.Key != "":
		result[op.Key] = json.RawMessage(raw)
	case json.Unmarshal(raw, &result) != nil:
		panic(fmt.Sprintf("seamtest: AnswerNext: %s has no key in its answer: value must be a JSON object", path))
	}
	if op != nil && op.Kind == gen.Paged {
		result["pagination"] = &protocol.Pagination{}
	}
	if result == nil { // value was null
		result = protocol.Body{}
	}
	s.prepare("AnswerNext", path, protocol.Script{Result: result})
}

// ChangeNext lets the next call to an operation be carried out, and hands its answer to a function
// before it goes out: the whole JSON document, as encoding/json reads it. The function may add what
// Seam does not document, take away what it promises, or say that there is another page:
//
//	srv.ChangeNext("/acs/users/list", func(answer map[string]any) {
//		answer["pagination"] = map[string]any{"has_next_page": true, "next_page_cursor": "more"}
//	})
//	srv.AnswerNext("/acs/users/list", []gen.ACSUser{{FullName: "Ada Lovelace"}}) // takes any cursor
//
// A refusal goes out as it is, and uses the change up. The function may call the server.
func (s *Server) ChangeNext(path string, change func(answer map[string]any)) {
	if change == nil {
		panic("seamtest: ChangeNext: change is nil")
	}
	s.prepare("ChangeNext", path, protocol.Script{Change: change})
}
