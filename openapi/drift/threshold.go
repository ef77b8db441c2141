package drift

import (
	"fmt"
	"slices"
	"strings"
)

// Threshold is the harm from which a comparison counts as failed.
type Threshold uint8

// The thresholds, from the strictest to none at all.
const (
	// OnDocs is reached by any change.
	OnDocs Threshold = iota
	// OnAdditive is reached by all but docs.
	OnAdditive
	// OnSourceBreaks is reached where programs no longer compile, or deployed
	// ones fail.
	OnSourceBreaks
	// OnWireFails is reached where deployed programs fail.
	OnWireFails
	// Never is reached by nothing.
	Never
)

var thresholdNames = []string{"docs", "additive", "source-breaks", "wire-fails", "never"}

func (t Threshold) String() string { return thresholdNames[t] }

// ParseThreshold reads the name of a threshold.
func ParseThreshold(name string) (Threshold, error) {
	i := slices.Index(thresholdNames, name)
	if i < 0 {
		return 0, fmt.Errorf("%q is no threshold: there are %s", name, strings.Join(thresholdNames, ", "))
	}
	return Threshold(i), nil
}

// Reaches reports whether a change is as harmful as t or worse.
func (r *Report) Reaches(t Threshold) bool {
	return slices.ContainsFunc(r.Changes, func(c Change) bool { return c.harm() >= t })
}

// harm is the strictest threshold but Never that the change reaches.
func (c *Change) harm() Threshold {
	switch {
	case c.Wire == Fails:
		return OnWireFails
	case c.Source == Breaks:
		return OnSourceBreaks
	case c.Source > Docs, c.Wire > Ignores:
		return OnAdditive
	default:
		return OnDocs
	}
}
