package drift

import (
	"fmt"
	"strings"
)

// Count is the number of changes of a kind.
type Count struct {
	Kind Kind `json:"kind"`
	N    int  `json:"n"`
}

// Counts are the numbers of changes by kind, in the order of the verdict table.
func (r *Report) Counts() []Count {
	numbers := map[Kind]int{}
	for _, c := range r.Changes {
		numbers[c.Kind]++
	}
	var out []Count
	for _, row := range verdicts {
		if n := numbers[row.kind]; n > 0 {
			out = append(out, Count{row.kind, n})
		}
	}
	return out
}

// Wires are the numbers of changes by what deployed programs do, indexed by
// [Wire]. Changes of docs alone are not among them.
func (r *Report) Wires() [3]int {
	var out [3]int
	for _, c := range r.Changes {
		if c.harm() > OnDocs {
			out[c.Wire]++
		}
	}
	return out
}

// Sources are the numbers of changes by what generating again does, indexed by
// [Source].
func (r *Report) Sources() [4]int {
	var out [4]int
	for _, c := range r.Changes {
		out[c.Source]++
	}
	return out
}

// headline says what is compared and how much harm there is.
func (r *Report) headline() []string {
	wire, source := r.Wires(), r.Sources()
	return []string{
		fmt.Sprintf("%s → %s", r.From, r.To),
		fmt.Sprintf("%d operations → %d", r.Operations.From, r.Operations.To),
		fmt.Sprintf("deployed programs: fail at %d, misread %d, ignore %d", wire[Fails], wire[Misreads], wire[Ignores]),
		fmt.Sprintf("generated again: %d break, %d behave differently, %d add, %d change docs alone",
			source[Breaks], source[Behaviour], source[Additive], source[Docs]),
	}
}

// quiet counts, by kind, the changes that concern nobody's program.
func (r *Report) quiet() string {
	var parts []string
	for _, row := range verdicts {
		n := 0
		for _, c := range r.Changes {
			if c.Kind == row.kind && c.harm() == OnDocs {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, row.kind))
		}
	}
	return strings.Join(parts, ", ")
}

// section is a resource with what happened to it.
type section struct {
	resource string
	lines    []Line
}

// sections are the lines that reach a threshold by resource, the resource with
// the most harmful line first.
func (r *Report) sections(from, below Threshold) []section {
	var out []section
	at := map[string]int{}
	for _, line := range r.Lines() {
		if harm := line.Changes[0].harm(); harm < from || harm >= below {
			continue
		}
		i, known := at[line.Resource]
		if !known {
			i = len(out)
			at[line.Resource] = i
			out = append(out, section{resource: line.Resource})
		}
		out[i].lines = append(out[i].lines, line)
	}
	return out
}
