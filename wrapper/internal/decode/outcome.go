package decode

// outcome is what an answer says of how the operation went, beside its result.
// As encoding/json has it, case does not
// matter, and the last member of a name counts.
type outcome struct{ notOK, isError bool }

// look sees a member of the answer; begin is the first byte of its value.
func (o *outcome) look(key []byte, begin byte) {
	switch fold(key) {
	case "OK":
		o.notOK = begin == 'f'
	case "ERROR":
		o.isError = begin == '{'
	}
}

func (o *outcome) failed() bool { return o.notOK || o.isError }
