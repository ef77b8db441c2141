package main

import (
	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/normalize"
)

// rules returns the rules that only prose states and that code of this module relies
// on: the effects of operations. The rules of the fake Seam belong here as well once
// package seamtest exports them.
func rules() []drift.Rule {
	var all []drift.Rule
	for _, r := range normalize.Reviews() {
		all = append(all, drift.Rule{Operation: r.Operation, Text: "counts as " + r.Effect + ": " + r.Reason, Page: r.Page})
	}
	return all
}
