// Package contract compares the client with the OpenAPI document that it was generated from.
//
// Requests and responses come from openapi/openapi.json as Seam publishes it, not from the normalised
// document, so that these tests check the normaliser too. kin-openapi, which knows nothing of this
// module, decides whether a value is valid. An operation of the document without a method or without a
// test is a failure.
//
// For each operation the tests generate samples: a value with all fields, and one for each absent
// optional field, each value of an enum, each variant of a union, each null and each empty list. A
// request that the client sends must equal its sample and be valid. A response must equal its sample
// after decoding, as a Go value and encoded as JSON again.
//
// exceptions_test.go lists the intended differences between client and document, corrections_test.go the
// mistakes in the document, each with a reason. An entry that is no longer needed is skipped with a
// message, because a newer document may have corrected itself.
//
// The tests print their counts with tests/internal/tally.
package contract
