package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/normalize"
)

// topic is a part of a report besides the changes: a decision that a person has to
// make, or work that is left.
type topic struct {
	title string
	hint  string // a sentence below the title
	items []string
}

// topics returns the decisions and the work that a report lists, without empty parts.
func topics(r *drift.Report) []topic {
	all := notes(r)
	all = append(all, []topic{
		{"effects to review", "they count as writes until openapi/normalize/reviews.go has them", effects(r)},
		{"rules to review", "their operation or field changed, and only prose states them", rules(r)},
		{"change by hand", "package seam has its own types for these parts", byHand(r)},
	}...)
	all = slices.DeleteFunc(all, func(t topic) bool { return len(t.items) == 0 })
	if r.Compiled != nil {
		all = append(all, compiled(r))
	}
	return all
}

// notes returns one topic for each kind of note of the normaliser.
func notes(r *drift.Report) []topic {
	all := []topic{
		{title: "decisions to make", hint: "until then these places have a safe type, and spec check fails"},
		{title: "left out", hint: "package gen does not have these parts"},
		{title: "raw JSON", hint: "no Go type fits these fields"},
		{title: "withdrawn", hint: "package gen keeps these operations because package seam calls them"},
		{title: "stale entries", hint: "these entries of reviewed lists no longer apply"},
	}
	kinds := []normalize.Kind{normalize.Undecided, normalize.LeftOut, normalize.Raw, normalize.Withdrawn, normalize.Stale}
	for _, n := range r.Notes {
		if i := slices.Index(kinds, n.Kind); i >= 0 {
			all[i].items = append(all[i].items, "`"+n.Place+"`: "+inert(strings.TrimPrefix(n.String(), n.Place+": ")))
		}
	}
	return all
}

func effects(r *drift.Report) []string {
	var items []string
	for _, e := range r.EffectsToReview {
		items = append(items, fmt.Sprintf("`%s`%s", e.Operation, strings.TrimPrefix(e.String(), e.Operation)))
	}
	return items
}

func rules(r *drift.Report) []string {
	var items []string
	for _, rule := range r.Rules {
		text := fmt.Sprintf("`%s`: %s", strings.TrimSuffix(rule.Operation+" "+rule.Field, " "), rule.Text)
		if rule.Page != "" {
			text += " (`" + rule.Page + "`)"
		}
		items = append(items, text+": "+causes(r, rule.Changes))
	}
	return items
}

func byHand(r *drift.Report) []string {
	var items []string
	for _, h := range r.ByHand {
		items = append(items, fmt.Sprintf("`%s` (`%s:%d`): %s", h.Symbol, h.File, h.Line, causes(r, h.Changes)))
	}
	return items
}

// causes writes the changes behind a decision, with their places in the document. Like
// changes share a sentence and the place of the first.
func causes(r *drift.Report, changes []int) string {
	own := &drift.Report{}
	for _, i := range changes {
		own.Changes = append(own.Changes, r.Changes[i])
	}
	var parts []string
	for _, l := range Lines(own) {
		parts = append(parts, fmt.Sprintf("%s, `%s`", l.Text, location(l.Changes[0])))
	}
	return strings.Join(parts, "; ")
}

// location returns the JSON pointer of a change with the document that it leads into.
func location(c drift.Change) string {
	if c.Document == drift.Old {
		return "old document#" + c.Pointer
	}
	return "normalized.json#" + c.Pointer
}

// compiled returns a topic without items if package seam compiles.
func compiled(r *drift.Report) topic {
	t := topic{title: "package seam compiles with the new package gen"}
	switch n := len(r.Compiled.Breaks); {
	case n == 1:
		t.title = "package seam does not compile with the new package gen: 1 line breaks"
	case n > 1:
		t.title = fmt.Sprintf("package seam does not compile with the new package gen: %d lines break", n)
	}
	for _, b := range r.Compiled.Breaks {
		item := fmt.Sprintf("`%s:%d:%d`: %s", b.File, b.Line, b.Column, inert(b.Text))
		if len(b.Changes) > 0 {
			item += ": " + causes(r, b.Changes)
		}
		t.items = append(t.items, item)
	}
	return t
}
