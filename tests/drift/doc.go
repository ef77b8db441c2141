// Package drift compares the reports of openapi/drift and of oasdiff about the same two documents.
package drift
