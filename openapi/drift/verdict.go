package drift

import "fmt"

// Wire is the verdict for programs that are deployed already, with the client
// that was generated from the old document.
type Wire uint8

// What a deployed program does about a change, from the least harm to the most.
const (
	// Ignores it: all that the program did goes on working.
	Ignores Wire = iota
	// Misreads it: no error, and the program takes something for what it is
	// not, such as a field that is gone for one that is empty.
	Misreads
	// Fails at it: some call that worked is refused.
	Fails
)

// Source is the verdict for whoever generates the client again.
type Source uint8

// What generating again does, from the least harm to the most.
const (
	// Docs change, and nothing else.
	Docs Source = iota
	// Additive: something is there to use that was not.
	Additive
	// Behaviour: the program compiles and does something else.
	Behaviour
	// Breaks: some program that compiled does not any more.
	Breaks
)

var (
	wireNames   = [...]string{"ignores", "misreads", "fails"}
	sourceNames = [...]string{"docs", "additive", "behaviour", "breaks"}
)

func (w Wire) String() string   { return wireNames[w] }
func (s Source) String() string { return sourceNames[s] }

// MarshalText writes the name.
func (w Wire) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// MarshalText writes the name.
func (s Source) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the name.
func (w *Wire) UnmarshalText(text []byte) error { return parseName(w, wireNames[:], string(text)) }

// UnmarshalText reads the name.
func (s *Source) UnmarshalText(text []byte) error {
	return parseName(s, sourceNames[:], string(text))
}

func parseName[T ~uint8](into *T, names []string, name string) error {
	for i, known := range names {
		if name == known {
			*into = T(i)
			return nil
		}
	}
	return fmt.Errorf("no verdict is called %q: there are %q", name, names)
}
