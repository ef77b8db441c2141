package protocol

import (
	"slices"
	"strings"
)

// Equal is a filter by an exact value, which matches everything if it was left out.
func Equal(filter, value string) bool { return filter == "" || filter == value }

// Among is a filter by a list of values, which matches everything if it was left out.
func Among(values []string, given bool, value string) bool {
	return !given || slices.Contains(values, value)
}

// Search reports whether a search text is part of any of the texts, in upper or lower case. An empty
// search text matches everything.
func Search(search string, texts ...string) bool {
	if search == "" {
		return true
	}
	for _, text := range texts {
		if strings.Contains(strings.ToLower(text), strings.ToLower(search)) {
			return true
		}
	}
	return false
}
