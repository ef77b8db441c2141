package seamtest

// WithRateLimits makes the server enforce the limits that Seam documents, a minute and a device: 10
// access codes created, 10 updated and 20 deleted, 15 times locked and 15 times unlocked. A call above
// it is answered with 429 and a Retry-After, and does not count.
func WithRateLimits() Option {
	return func(s *Server) { s.config.rateLimits = true }
}

// AnswerHeader is set, to "example", on an answer that has no state behind it: the server made it
// up from Seam's document. A test that relies on what such a call does would rely on nothing.
const AnswerHeader = "Seamtest-Answer"

// FilledHeader is set on an answer with required fields that have no state behind them, once for each:
// the server took them from a newer document, and made an example of each.
const FilledHeader = "Seamtest-Filled"
