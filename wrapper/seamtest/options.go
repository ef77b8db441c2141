package seamtest

// WithRateLimits enforces the rate limits that Seam documents. For each device and minute they allow
// 10 calls that create an access code, 10 that update one, 20 that delete one, 15 that lock the door
// and 15 that unlock it. A call above the limit gets status 429 and a Retry-After header, and does not
// count.
func WithRateLimits() Option {
	return func(s *Server) { s.config.rateLimits = true }
}

// AnswerHeader is a response header. Its value is "example" if the server generated the response from
// Seam's document instead of its state. Such a call has no effect, so do not base a test on it.
const AnswerHeader = "Seamtest-Answer"

// FilledHeader is a response header with the name of a required field whose value the server generated
// as an example, because a newer document added the field. It is set once for each such field.
const FilledHeader = "Seamtest-Filled"
