package seamtest

import "github.com/seam-go/seam/wrapper/seamtest/internal/document"

// AnswerHeader is set, to "example", on an answer that has no state behind it: the server made it
// up from Seam's document. A test that relies on what such a call does would rely on nothing.
const AnswerHeader = "Seamtest-Answer"

// example answers for an operation that is not played.
func (s *Server) example(c *call) *reply {
	made := c.op.Example(c.fields, document.Source{
		NewID: func(kind string) string { return s.mint("example " + kind) }, // uses up no ID of the world
		Now:   timestamp(s.instant()),
	})
	out := answer(made).reply()
	out.header.Set(AnswerHeader, "example")
	return out
}
