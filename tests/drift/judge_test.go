package drift

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/normalize"
	"github.com/seam-go/seam/tests/internal/release"
)

// judgedPairs are released documents that between them have every kind of change that both programs
// know.
var judgedPairs = []struct{ from, to string }{
	{"1.955.0", "1.977.0"},
	{"1.384.0", "1.405.0"},
	{"1.721.0", "1.778.0"},
}

// TestDriftAgreesWithOasdiff compares the changes that drift finds with those that oasdiff finds,
// one by one. oasdiff reports a change for each operation and each path to it, drift for each
// component; so the test follows each finding of oasdiff to its component. With -short it takes two
// pairs.
func TestDriftAgreesWithOasdiff(t *testing.T) {
	t.Parallel()
	for i, pair := range judgedPairs {
		t.Run(pair.from+" to "+pair.to, func(t *testing.T) {
			if testing.Short() && i > 1 {
				t.Skip("SKIP: -short takes two pairs")
			}
			t.Parallel()
			j := &judge{old: contract(t, pair.from), new: contract(t, pair.to)}
			ours := ourFacts(j.drift(t))
			theirs := j.facts(t)
			if only := without(ours, theirs); len(only) > 0 {
				t.Errorf("drift alone says\n%s", strings.Join(only, "\n"))
			}
			if only := without(theirs, ours); len(only) > 0 {
				t.Errorf("oasdiff alone says\n%s", strings.Join(only, "\n"))
			}
			if len(theirs) < 100 {
				t.Errorf("oasdiff says %d things alone: is that all?", len(theirs))
			}
			t.Logf("%d facts, %v", len(ours), perKind(ours))
		})
	}
}

// judge compares two documents with both programs.
type judge struct{ old, new *normalize.Contract }

func contract(t *testing.T, version string) *normalize.Contract {
	t.Helper()
	c, err := normalize.ReadContract(release.Fetch(t, version))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// drift returns the report of drift for the two.
func (j *judge) drift(t *testing.T) *drift.Report {
	t.Helper()
	from, errOld := drift.SurfaceOf(j.old)
	to, errNew := drift.SurfaceOf(j.new)
	if err := errors.Join(errOld, errNew); err != nil {
		t.Fatal(err)
	}
	return from.Compare(to)
}

// ourFacts returns the changes in the report, in the words of oasdiffKinds.
func ourFacts(r *drift.Report) []string {
	found := map[string]bool{}
	for _, c := range r.Changes {
		if notOfOasdiff[c.Kind] != "" {
			continue
		}
		kind := strings.Replace(string(c.Kind), "withdrawn", "removed", 1)
		place := c.In
		if c.Name != "" {
			place += "." + c.Name
		}
		found[kind+" "+place] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// notOfOasdiff lists the kinds that oasdiff does not report, with the reason.
var notOfOasdiff = map[drift.Kind]string{
	drift.DocsChanged:   "it is asked for what a contract says, not for words",
	drift.EffectLowered: "the methods that tell the effect are no part of the normalised document",

	drift.ServerAdded:           "oasdiff says nothing of servers",
	drift.ServerRemoved:         "oasdiff says nothing of servers",
	drift.SecuritySchemeAdded:   "the normalised document has no security",
	drift.SecuritySchemeRemoved: "the normalised document has no security",
	drift.SecuritySchemeChanged: "the normalised document has no security",
	drift.SecurityAdded:         "the normalised document has no security",
	drift.SecurityRemoved:       "the normalised document has no security",
	drift.ResponseKeyChanged:    "the normalised document has no response keys",
}

func perKind(facts []string) map[string]int {
	out := map[string]int{}
	for _, fact := range facts {
		kind, _, _ := strings.Cut(fact, " ")
		out[kind]++
	}
	return out
}

func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
}
