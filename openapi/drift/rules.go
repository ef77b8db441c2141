package drift

import "slices"

// Rule is a rule of Seam that only prose states and that code of this module relies
// on. No comparison of schemas can see that it changed; a change of its operation or
// field is the best hint.
type Rule struct {
	// Text states the rule.
	Text string `json:"rule"`
	// Page is the address of the page that states it; empty if no page states it.
	Page string `json:"page,omitempty"`
	// Operation is the path of the operation that the rule is about.
	Operation string `json:"operation"`
	// Field is the field of the request that the rule is about; empty for all.
	Field string `json:"field,omitempty"`
}

// RuleToReview is a rule whose operation or field changed.
type RuleToReview struct {
	Rule
	// Changes lists the indexes of the changes in [Report.Changes].
	Changes []int `json:"changes"`
}

// rulesToReview returns the rules that a change may concern.
func (c *comparison) rulesToReview(rules []Rule) []RuleToReview {
	var out []RuleToReview
	for _, rule := range rules {
		var changes []int
		for i, change := range c.changes {
			if rule.concerns(change, c.old) || rule.concerns(change, c.new) {
				changes = append(changes, i)
			}
		}
		if len(changes) > 0 {
			out = append(out, RuleToReview{rule, changes})
		}
	}
	return out
}

// concerns reports whether a change is one of the rule's operation itself or of its
// request. Components that the operation shares with others are left out.
func (r Rule) concerns(c Change, s *Surface) bool {
	op := s.operations[r.Operation]
	switch {
	case op == nil:
		return c.In == r.Operation
	case c.In == r.Operation:
		return r.Field == "" && !slices.Contains(aboutAccess, c.Kind)
	case c.In == op.request && r.Field == "":
		return c.Harm() > OnDocs
	case c.In == op.request:
		return c.Name == r.Field || c.Kind == DocsChanged
	}
	return false
}

// aboutAccess lists the kinds that say who may call an operation. No rule is about
// that.
var aboutAccess = []Kind{SecurityAdded, SecurityRemoved}
