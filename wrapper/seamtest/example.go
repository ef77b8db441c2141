package seamtest

import "github.com/seam-go/seam/wrapper/seamtest/internal/document"

// AnswerHeader is set, to "example", on an answer that has no state behind it: the server made it
// up from Seam's document. A test that relies on what such a call does would rely on nothing.
const AnswerHeader = "Seamtest-Answer"

// example answers for an operation that is not played. It refuses the ID of an object that is not of
// this server, as a played operation does, or shows an empty list if the ID is a filter of it.
func (s *Server) example(c *call) *reply {
	field, kind := s.stranger(c)
	if field != "" && !c.isFilter(field) {
		return notFound(kind).reply()
	}
	made := c.op.Example(c.fields, document.Source{
		NewID: s.exampleID, // uses up no ID of the world
		Now:   timestamp(s.instant()),
	})
	if field != "" {
		made[c.op.Key] = []any{}
	}
	out := answer(made).reply()
	out.header.Set(AnswerHeader, "example")
	return out
}
