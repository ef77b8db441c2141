package protocol

import (
	"slices"
	"strings"
)

// Equal reports whether value equals the filter. An empty filter matches every value.
func Equal(filter, value string) bool { return filter == "" || filter == value }

// Among reports whether value is one of the filter's values. Without a given filter, every value
// matches.
func Among(values []string, given bool, value string) bool {
	return !given || slices.Contains(values, value)
}

// Search reports whether any of the texts contains the search text, ignoring case. An empty search
// text matches everything.
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
