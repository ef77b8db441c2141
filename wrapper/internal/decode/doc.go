// Package decode decodes the JSON of Seam's responses into Go values.
//
// [Response] decodes the body of a response and returns a [Verdict]: whether the body is a success of
// Seam's, and which values are malformed. [Check] returns the verdict for a call without a result. [Into]
// decodes JSON from another source, such as a webhook.
//
// # Differences from encoding/json
//
// The result is that of encoding/json, with four exceptions:
//   - A value that does not fit its field is skipped and reported as [Malformed]. Everything else is
//     decoded.
//   - null in a list is malformed, because callers expect no nil items.
//   - Timestamps are also read without seconds, without an offset, and in other forms of ISO 8601. An
//     integer is read as text where text is expected.
//   - A document whose values would take far more memory than the document itself is an error.
//
// Decoded values share no memory with the document.
//
// # How a response is decoded
//
// A reader passes over the bytes once. For each Go type there is a plan, made at first use, which says
// how to read its values. The members of an object are matched to the fields of a struct; the order in
// which they last arrived is remembered, so that most names need only a comparison. Members called ok and
// error, in any case, go into the verdict. At the end of the document the reader knows whether it was
// valid JSON and a success of Seam's. If not, the target gets its old value back.
//
// # Why not encoding/json
//
// encoding/json reports only the first value that does not fit, and gives up at a malformed timestamp.
// One odd value would then make a credential unreadable that opens a door. It also takes four to five
// times as long for a page of credentials: see BenchmarkDecodePage in package seam.
//
// # Why not item by item
//
// A list is decoded after its whole page has arrived, not as a stream of items. Whether a response is
// Seam's and complete is certain only at its end, and an item that a loop has already handled cannot be
// taken back. A page holds a few hundred items, and the next is requested while one is in use, so a
// stream would save little.
package decode
