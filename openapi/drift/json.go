package drift

import (
	"encoding/json"
	"io"
)

// WriteJSON writes the report with each change by itself, and the counts.
func (r *Report) WriteJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(struct {
		*Report
		Counts []Count `json:"counts"`
	}{r, r.Counts()})
}
