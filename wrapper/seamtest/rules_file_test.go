package seamtest_test

import (
	"cmp"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
)

// TestRulesFile compares rules.json with the rules: make drift reads it, to list the rules whose
// operation changed. With -update it writes the file.
func TestRulesFile(t *testing.T) {
	t.Parallel()
	const name = "rules.json"
	type entry struct {
		Rule       string   `json:"rule"`
		Page       string   `json:"page"`
		Operations []string `json:"operations"`
	}
	var entries []entry
	all := slices.SortedFunc(slices.Values(allRules()), func(a, b rules.Rule) int { return cmp.Compare(a.Name, b.Name) })
	for _, r := range all {
		entries = append(entries, entry{r.Name, r.Page, r.Operations})
	}
	want, err := json.MarshalIndent(entries, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if *update {
		if err := os.WriteFile(name, want, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(name); err != nil || string(got) != string(want) {
		t.Errorf("%s does not list the rules (%v): run go test ./wrapper/seamtest -run TestRules -update", name, err)
	}
}
