package drift

// Count is the number of changes of a kind.
type Count struct {
	Kind Kind `json:"kind"`
	N    int  `json:"n"`
}

// Counts counts the changes by kind, in the order of [Verdicts].
func (r *Report) Counts() []Count {
	numbers := map[Kind]int{}
	for _, c := range r.Changes {
		numbers[c.Kind]++
	}
	var out []Count
	for _, v := range Verdicts {
		if n := numbers[v.Kind]; n > 0 {
			out = append(out, Count{v.Kind, n})
		}
	}
	return out
}

// Wires counts the changes by the reaction of deployed programs, indexed by [Wire].
// It leaves out changes of docs alone.
func (r *Report) Wires() [3]int {
	var out [3]int
	for _, c := range r.Changes {
		if c.Harm() > OnDocs {
			out[c.Wire]++
		}
	}
	return out
}

// Sources counts the changes by the result of generating again, indexed by [Source].
func (r *Report) Sources() [4]int {
	var out [4]int
	for _, c := range r.Changes {
		out[c.Source]++
	}
	return out
}
