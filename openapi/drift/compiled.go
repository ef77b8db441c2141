package drift

import "fmt"

// Compiled is the result of compiling package seam with the code that the new
// document generates.
type Compiled struct {
	// Breaks lists the lines that no longer compile.
	Breaks []Break `json:"breaks"`
}

// Break is a hand-written line that no longer compiles.
type Break struct {
	// File is its path in the module.
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	// Text is the message of the compiler.
	Text string `json:"text"`
	// Changes lists the indexes of the changes in [Report.Changes] that explain it.
	Changes []int `json:"changes,omitempty"`
}

// String returns the break in the form of a compiler message.
func (b Break) String() string { return fmt.Sprintf("%s:%d:%d: %s", b.File, b.Line, b.Column, b.Text) }

// HandChange is a hand-written type, field or constant for a part of the document that
// changed. It still compiles, so only a person can notice that it is out of date.
type HandChange struct {
	// Symbol is its name: seam.Credential.CardNumber, or seam.Credential for a field
	// that the type lacks.
	Symbol string `json:"symbol"`
	// File is its path in the module, and Line the line there.
	File string `json:"file"`
	Line int    `json:"line"`
	// Changes lists the indexes of the changes in [Report.Changes].
	Changes []int `json:"changes"`
}
