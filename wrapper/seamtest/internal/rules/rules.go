// Package rules gives the rules of Seam a form: a named value beside the code that plays the rule.
// The package documentation of seamtest lists them all.
//
// To add a rule:
//
//  1. Declare a [Rule] in the area that has the operation, beside related rules. The areas are the
//     packages whose Rules function is called in seamtest/rules_test.go.
//  2. Return its Err from the function that checks the call, before the call changes anything.
//  3. Add it to the slice that Rules returns, in area.go of the package (ratelimit.go of protocol). Rules
//     that are missing there are not checked or listed, and no test fails.
//  4. Write the test that the field Test names in a file of seamtest, not of the area. If another rule has
//     the same status and type, compare the whole body with refused; refusedAs ignores the message.
//  5. Run go test ./wrapper/seamtest -run TestRulesInDoc -update, which lists the rule in doc.go.
//  6. Undo step 2 once and see the test fail.
package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
)

// Rule is something that Seam's pages demand of a program, or say that Seam does.
type Rule struct {
	// Name says in a few words what the rule is, such as "A space key is unique".
	Name string
	// Page is where Seam says so, below https://docs.seam.co/.
	Page string
	// Operations are the paths of the operations that the rule is about.
	Operations []string

	// Status is the status with which a call that breaks the rule is refused, 0 if the rule refuses
	// nothing.
	Status int
	// Type and Message are those of the refusal. The type of a 400 is "invalid_input" when left empty.
	// Where Seam's page gives a title and a message, Message is the title.
	Type, Message string
	// Field is the field that a refusal with the type invalid_input names.
	Field string

	// Why says why the fake does not play the rule. It is empty for a rule that is played.
	Why string
	// Test is the test function in the directory of package seamtest that shows that the rule is played.
	Test string
}

// Err refuses a call that breaks the rule.
func (r Rule) Err() error {
	if kind := cmp.Or(r.Type, "invalid_input"); kind != "invalid_input" {
		return problem.New(r.Status, kind, r.Message)
	}
	return problem.Invalid(r.Field, r.Message)
}

// IsPlayed reports whether the fake plays the rule.
func (r Rule) IsPlayed() bool { return r.Why == "" }

// Markdown returns rules as lists of a package comment: those that are played and those that are not.
func Markdown(all []Rule) string {
	var played, others strings.Builder
	for _, r := range slices.SortedFunc(slices.Values(all), func(a, b Rule) int { return cmp.Compare(a.Name, b.Name) }) {
		where := strings.Join(r.Operations, ", ")
		if !r.IsPlayed() {
			fmt.Fprintf(&others, "  - %s (%s; %s): %s.\n", r.Name, where, r.Page, r.Why)
			continue
		}
		refusal := ""
		if r.Status != 0 {
			refusal = fmt.Sprintf(": %d %s", r.Status, cmp.Or(r.Type, "invalid_input"))
		}
		fmt.Fprintf(&played, "  - %s (%s; %s)%s.\n", r.Name, where, r.Page, refusal)
	}
	return fmt.Sprintf("The server plays these rules of Seam's pages:\n\n%s\nIt does not play these:\n\n%s", &played, &others)
}
