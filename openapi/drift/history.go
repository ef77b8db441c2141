package drift

// History lists the changes over a series of documents.
type History struct {
	// Steps compares each document with the one before it.
	Steps []*Report
	// Unread lists the documents that the normaliser rejects. No step has them.
	Unread []Unread
	last   *Surface
	name   string
}

// Unread is a document that cannot be compared, and the reason.
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

// KindTotal counts the changes of one kind over a history.
type KindTotal struct {
	*Verdict
	Changes int // the number of changes
	Steps   int // the number of steps with such a change
}

// Kinds counts the kinds that occurred, in the order of [Verdicts].
func (h *History) Kinds() []KindTotal {
	var out []KindTotal
	for i := range Verdicts {
		total := KindTotal{Verdict: &Verdicts[i]}
		for _, step := range h.Steps {
			n := 0
			for _, c := range step.Changes {
				if c.Kind == total.Kind {
					n++
				}
			}
			total.Changes += n
			if n > 0 {
				total.Steps++
			}
		}
		if total.Changes > 0 {
			out = append(out, total)
		}
	}
	return out
}

// All returns the changes of every step in one report.
func (h *History) All() *Report {
	var sum Report
	for _, step := range h.Steps {
		sum.Changes = append(sum.Changes, step.Changes...)
	}
	return &sum
}
