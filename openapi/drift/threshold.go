package drift

import (
	"fmt"
	"slices"
	"strings"
)

// Threshold is the least harm that makes a comparison fail.
type Threshold uint8

// The thresholds, from the strictest to none at all.
const (
	// OnDocs: any change reaches it.
	OnDocs Threshold = iota
	// OnAdditive: any change but one of docs reaches it.
	OnAdditive
	// OnSourceBreaks: a change reaches it if programs no longer compile, or if
	// deployed ones fail.
	OnSourceBreaks
	// OnWireFails: a change reaches it if deployed programs fail.
	OnWireFails
	// Never: no change reaches it.
	Never
)

var thresholdNames = []string{"docs", "additive", "source-breaks", "wire-fails", "never"}

func (t Threshold) String() string { return thresholdNames[t] }

// ParseThreshold reads the name of a threshold.
func ParseThreshold(name string) (Threshold, error) {
	i := slices.Index(thresholdNames, name)
	if i < 0 {
		return 0, fmt.Errorf("%q is not a threshold: use one of %s", name, strings.Join(thresholdNames, ", "))
	}
	return Threshold(i), nil //nolint:gosec // an index of five names
}

// Reaches reports whether a change is as harmful as t or worse.
func (r *Report) Reaches(t Threshold) bool {
	return slices.ContainsFunc(r.Changes, func(c Change) bool { return c.Harm() >= t })
}

// Harm returns the highest threshold below Never that the change reaches.
func (c *Change) Harm() Threshold {
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
