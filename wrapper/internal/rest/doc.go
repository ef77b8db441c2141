// Package rest is the call engine below package seam. It sends one call, repeats the request where that
// is safe, and reports the result in types that know neither package seam nor package gen.
//
// [Client.Do] performs a [Call] and returns a [Result], or a [*Failure] with everything known about the
// failed call. An [Observer] receives reports for a log.
//
// # How a call flows
//
//	Do           checks the call and encodes the request, before anything is sent
//	perform      repeats attempts until one succeeds or no more are allowed
//	attempt      waits for the limiter, authorizes, and sets the attempt's timeout
//	roundTrip    sends the request, and follows redirects to the same host
//	read         reads the response and turns it into an outcome: the result or a failure,
//	             whether Seam may have processed the request, whether a retry may help
//	mayRetry     decides from the outcome and the call's effect
//	finish       reports malformed values of the result
//
// Text that comes from outside passes through a [redact.Scrubber] before it becomes part of a failure.
//
// # Decisions
//
// The comments on these declarations explain choices that a reader may question: why a request is repeated
// only by a reviewed [Effect], why a status proves little (classify), why the body decides rather than its
// content type (decodeBody), why the pool of buffers is not a sync.Pool (bufferPool), how a request that
// was never sent is recognized (requestTrace), and why net/http must not repeat writes (allowReplay).
package rest
