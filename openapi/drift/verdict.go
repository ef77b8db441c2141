package drift

import "fmt"

// Wire is the verdict for deployed programs, whose client was generated from the old
// document.
type Wire uint8

// The reactions of a deployed program to a change, from the least harm to the most.
const (
	// Ignores: every call works as before.
	Ignores Wire = iota
	// Misreads: without an error the program works with wrong data, such as an
	// empty string for a field that was removed.
	Misreads
	// Fails: a call that worked is rejected.
	Fails
)

// Source is the verdict for those who generate the client again.
type Source uint8

// The results of generating again, from the least harm to the most.
const (
	// Docs: only comments change.
	Docs Source = iota
	// Additive: there is something new to use.
	Additive
	// Behaviour: programs compile and behave differently.
	Behaviour
	// Breaks: some programs no longer compile.
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
	return fmt.Errorf("unknown verdict %q: use one of %q", name, names)
}
