package model

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seam-go/seam/tests/internal/tally"
)

// report gathers what calls have broken, and prints a few stories of each kind.
type report struct {
	calls      int
	broken     map[string]int         // by rule
	violations map[string][]violation // by rule, at most keptPerRule
}

const (
	storiesPerRule = 3
	keptPerRule    = 2000
)

func (r *report) add(s *story) {
	r.calls++
	for _, v := range check(s) {
		if r.broken == nil {
			r.broken, r.violations = map[string]int{}, map[string][]violation{}
		}
		r.broken[v.rule]++
		if len(r.violations[v.rule]) < keptPerRule {
			r.violations[v.rule] = append(r.violations[v.rule], v)
		}
	}
}

// fail prints the rules that were broken.
func (r *report) fail(t *testing.T) {
	t.Helper()
	for _, rule := range slices.Sorted(maps.Keys(r.violations)) {
		found := r.violations[rule]
		var b strings.Builder
		fmt.Fprintf(&b, "broken in %d of %d calls: %s", r.broken[rule], r.calls, rule)
		fmt.Fprintf(&b, "\n  by method: %s", count(found, func(s *story) string { return s.op }))
		fmt.Fprintf(&b, "\n  by what happened last: %s", count(found, lastFault))
		for _, v := range examples(found) {
			fmt.Fprintf(&b, "\n%s\n  broken: %s", v.story, v.how)
		}
		t.Error(b.String())
	}
}

// lastFault names what happened to the last request of a call, without its details.
func lastFault(s *story) string {
	if len(s.events) == 0 {
		return "nothing was sent"
	}
	name, _, _ := strings.Cut(s.events[len(s.events)-1].fault, " [")
	return name
}

// count counts violations by a name, the most frequent first.
func count(found []violation, name func(*story) string) string {
	counts := map[string]int{}
	for _, v := range found {
		counts[name(v.story)]++
	}
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	var parts []string
	for _, name := range names {
		parts = append(parts, fmt.Sprintf("%s (%d)", name, counts[name]))
	}
	return strings.Join(parts, ", ")
}

// examples returns short stories that differ in what happened last.
func examples(found []violation) []violation {
	shortest := slices.SortedStableFunc(slices.Values(found), func(a, b violation) int {
		return cmp.Compare(len(a.story.events), len(b.story.events))
	})
	seen := map[string]bool{}
	var chosen []violation
	for _, v := range shortest {
		if kind := lastFault(v.story); !seen[kind] && len(chosen) < storiesPerRule {
			seen[kind] = true
			chosen = append(chosen, v)
		}
	}
	return chosen
}

// budget says how much to run.
type budget struct {
	seed  uint64
	calls int
	until time.Time // zero if the number of calls is the limit
}

// settingsCount is how many tests share MODEL_TIME. They run one after the other: goroutines of
// one would look like leaks of another.
const settingsCount = 3

// newBudget reads the environment. Without it, every run makes the same calls.
func newBudget(t *testing.T, calls int) budget {
	t.Helper()
	b := budget{seed: 1, calls: calls}
	if text := os.Getenv("MODEL_TIME"); text != "" {
		d, err := time.ParseDuration(text)
		if err != nil {
			t.Fatal("MODEL_TIME: ", err)
		}
		b.until, b.seed = time.Now().Add(d/settingsCount), rand.Uint64()>>1
		t.Logf("MODEL_TIME=%v: the first seed is %d", d, b.seed)
	}
	return b
}

// left reports whether there is time for another batch after n calls.
func (b budget) left(n int) bool {
	if b.until.IsZero() {
		return n < b.calls
	}
	return time.Now().Before(b.until)
}

// batch is the number of calls in one bubble of synctest.
const batch = 100

func TestTransport(t *testing.T) {
	var r report
	if text := os.Getenv("MODEL_SEED"); text != "" {
		repeat(t, text)
		return
	}
	b := newBudget(t, 4000)
	for n := 0; b.left(n); n += batch {
		synctest.Test(t, func(*testing.T) {
			for i := range batch {
				r.add(run(b.seed + uint64(n+i)))
			}
		})
	}
	r.fail(t)
	tally.Print("calls of the model test, in memory", r.calls)
}

// repeat makes the call of one seed several times: the seed decides everything but how long the
// client waits between two attempts.
func repeat(t *testing.T, text string) {
	seed, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatal("MODEL_SEED: ", err)
	}
	var r report
	synctest.Test(t, func(t *testing.T) {
		s := run(seed)
		t.Log(s)
		r.add(s)
		for range 20 {
			r.add(run(seed))
		}
	})
	r.fail(t)
}
