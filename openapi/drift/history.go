package drift

// History is what changed over a line of documents.
type History struct {
	// Steps are the comparisons of each document with the one before it.
	Steps []*Report
	// Unread are the documents that the normaliser refuses, which no step has.
	Unread []Unread
	last   *Surface
	name   string
}

// Unread is a document that cannot be compared, and why.
type Unread struct {
	Name string
	Err  error
}

// Add compares a document with the last one that could be read.
func (h *History) Add(name string, data []byte) {
	surface, err := Read(data)
	if err != nil {
		h.Unread = append(h.Unread, Unread{name, err})
		return
	}
	if h.last != nil {
		report := h.last.Compare(surface)
		report.From, report.To = h.name, name
		h.Steps = append(h.Steps, report)
	}
	h.last, h.name = surface, name
}

// kindTotal is how often a kind of change occurred.
type kindTotal struct {
	row           *row
	changes, over int // the changes, and the steps that have one
}

// kinds are the kinds that occurred, in the order of the verdict table.
func (h *History) kinds() []kindTotal {
	var out []kindTotal
	for i := range verdicts {
		total := kindTotal{row: &verdicts[i]}
		for _, step := range h.Steps {
			n := 0
			for _, c := range step.Changes {
				if c.Kind == total.row.kind {
					n++
				}
			}
			total.changes += n
			if n > 0 {
				total.over++
			}
		}
		if total.changes > 0 {
			out = append(out, total)
		}
	}
	return out
}

// all are the changes of every step.
func (h *History) all() *Report {
	var sum Report
	for _, step := range h.Steps {
		sum.Changes = append(sum.Changes, step.Changes...)
	}
	return &sum
}
