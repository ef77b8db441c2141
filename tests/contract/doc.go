// Package contract holds the client against the OpenAPI document that it was generated from.
//
// What is sent and what is answered comes from openapi/openapi.json as Seam publishes it, not from
// the normalised document, so that the normaliser is judged too; and kin-openapi, which knows
// nothing of this module, says whether it is valid. The operations are those of the document: one
// without a method, or without a test, fails.
//
// For each operation the tests make samples: a value with all fields, one with each optional field
// absent, with each value of an enum, each variant of a union, each null, each list empty. What
// the client sends has to be the sample and valid; what it reads has to be the sample again, in
// the Go value and when that is written as JSON.
//
// Where the client differs from the document by intent stands in exceptions_test.go, where the
// document is at fault in mends_test.go, with a reason each. One that is no longer needed fails.
//
// What was measured is told to tests/tally.
package contract
