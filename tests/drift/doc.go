// Package drift compares what openapi/drift reports with what oasdiff reports for the same two
// documents.
package drift
