// Package fake tests the client against the fake that Seam publishes. That fake differs from Seam's
// document in many places, so its responses are not the ones that our types were generated from.
package fake
