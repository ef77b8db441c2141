package report

import (
	"encoding/json"
	"io"

	"github.com/seam-go/seam/openapi/drift"
)

// JSON writes a report with each change by itself and a sentence about it, and the
// counts by kind.
func JSON(w io.Writer, r *drift.Report) error {
	type change struct {
		drift.Change
		Text string `json:"text"`
	}
	changes := make([]change, len(r.Changes))
	for i, c := range r.Changes {
		changes[i] = change{c, sentence(r.Changes[i : i+1])}
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(struct {
		*drift.Report
		Changes []change      `json:"changes"`
		Counts  []drift.Count `json:"counts"`
	}{r, changes, r.Counts()})
}
