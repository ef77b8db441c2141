// Package model tests the client against a model of Seam that records every processed request.
//
// A seed decides everything about one call: the operation, the options of the client, when the
// context ends, and for each request a fault, such as a connection that breaks after Seam has
// processed the request, or the page of a gateway instead of Seam's response. After the call, the
// rules in check_test.go compare the result of the client with the record of the model. A broken
// rule prints the events of the call and its seed.
//
// The rules are checked in three settings. TestTransport replaces the transport and runs in virtual
// time: many thousands of calls in seconds, each repeatable by its seed. TestFrames speaks HTTP/2
// frame by frame in virtual time. TestLoopback uses net/http servers on this machine, with HTTP/1.1
// and HTTP/2 over TLS, whose connections break after a random number of bytes.
//
// The environment variable MODEL_SEED repeats one call of TestTransport. MODEL_TIME, such as 5m, is
// the time for calls with new seeds, a third of it in each setting. make soak sets both. Without
// them the seeds are always the same.
package model
