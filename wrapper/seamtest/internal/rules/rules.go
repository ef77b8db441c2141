// Package rules defines the form of Seam's rules: each is a named value next to the code that implements
// it. The package documentation of seamtest lists all rules.
//
// To add a rule:
//
//  1. Declare a [Rule] in the area that has the operation, next to related rules. The areas are the
//     packages whose Rules function is called in seamtest/rules_test.go.
//  2. Return its Err from the function that checks the call, before the call changes anything.
//  3. Add it to the slice that Rules returns, in area.go of the package (ratelimit.go of protocol). A rule
//     that is missing there is not checked or listed, and no test notices.
//  4. Write the test that the field Test names in a file of seamtest, not of the area. If another rule has
//     the same status and type, compare the whole body with refused; refusedAs ignores the message.
//  5. Run go test ./wrapper/seamtest -run TestRules -update, which lists the rule in doc.go and rules.json.
//  6. Undo step 2 once and see the test fail.
package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
)

// Rule is a requirement or a behavior that Seam's pages document.
type Rule struct {
	// Name states the rule in a few words, such as "A space key is unique".
	Name string
	// Page is the page that documents the rule, relative to https://docs.seam.co/.
	Page string
	// Operations are the paths of the operations that the rule applies to.
	Operations []string

	// Status is the HTTP status of a call that breaks the rule, or 0 if the rule rejects no calls.
	Status int
	// Type and Message are the type and message of the error. An empty type means "invalid_input". If
	// Seam's page gives a title and a message, Message is the title.
	Type, Message string
	// Field is the invalid field that an error with the type invalid_input reports.
	Field string

	// Why explains why the fake does not implement the rule. It is empty for an implemented rule.
	Why string
	// Test is the name of the test in the directory of package seamtest that checks the rule.
	Test string
}

// Err returns the error of a call that breaks the rule.
func (r Rule) Err() error {
	if kind := cmp.Or(r.Type, "invalid_input"); kind != "invalid_input" {
		return problem.New(r.Status, kind, r.Message)
	}
	return problem.Invalid(r.Field, r.Message)
}

// IsPlayed reports whether the fake implements the rule.
func (r Rule) IsPlayed() bool { return r.Why == "" }

// Markdown returns the rules for a package comment: first the implemented ones in a list for each kind of
// resource, then the others.
func Markdown(all []Rule) string {
	all = slices.SortedFunc(slices.Values(all), func(a, b Rule) int {
		return cmp.Or(cmp.Compare(a.resource(), b.resource()), cmp.Compare(a.Name, b.Name))
	})
	var implemented, others strings.Builder
	resource := ""
	for _, r := range all {
		where := strings.Join(r.Operations, ", ")
		if !r.IsPlayed() {
			fmt.Fprintf(&others, "  - %s (%s; %s): %s.\n", r.Name, where, r.Page, r.Why)
			continue
		}
		if r.resource() != resource {
			resource = r.resource()
			fmt.Fprintf(&implemented, "\n%s:\n\n", resource)
		}
		refusal := ""
		if r.Status != 0 {
			refusal = fmt.Sprintf(": %d %s", r.Status, cmp.Or(r.Type, "invalid_input"))
		}
		fmt.Fprintf(&implemented, "  - %s (%s; %s)%s.\n", r.Name, where, r.Page, refusal)
	}
	return fmt.Sprintf("The server implements these rules. Each names its operations and its page below "+
		"https://docs.seam.co, and the refusal of a call that breaks it.\n%s\nIt does not implement these:\n\n%s", &implemented, &others)
}

// resource returns the first part of the path of the first operation, such as "/access_codes". The operations
// of access systems have two parts, such as "/acs/credentials".
func (r Rule) resource() string {
	parts := strings.Split(r.Operations[0], "/")
	if parts[1] == "acs" {
		return "/acs/" + parts[2]
	}
	return "/" + parts[1]
}
