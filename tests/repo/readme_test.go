package repo

import (
	"strings"
	"testing"

	"github.com/seam-go/seam/tests/internal/file"
	"github.com/seam-go/seam/tests/internal/markdown"
)

// The program in README.md is tests/modules/consumer/readme, which runs in another module.
func TestReadmeProgram(t *testing.T) {
	program := file.Read(t, "../modules/consumer/readme/main.go")
	_, program, _ = strings.Cut(program, "\n") // the doc comment of the command
	if got := readmeCode(t); got != program {
		t.Errorf("README.md does not have the program of tests/modules/consumer/readme.\nREADME:\n%s\nprogram:\n%s", got, program)
	}
}

// The example of package seam, whose output go test compares, does what the program does.
func TestReadmeProgramIsTheExample(t *testing.T) {
	_, example, _ := strings.Cut(file.Read(t, "../../wrapper/example_test.go"), "func Example() {\n")
	example, output, _ := strings.Cut(example, "\t// Output:\n")
	_, program, _ := strings.Cut(readmeCode(t), "func main() {\n")
	if program != example+"}\n" {
		t.Errorf("the program in README.md is not Example in wrapper/example_test.go.\nREADME:\n%s\nExample:\n%s", program, example)
	}
	output, _, _ = strings.Cut(output, "}\n")
	output = strings.ReplaceAll(output, "\t// ", "")
	if output == "" || !strings.Contains(file.Read(t, "../../README.md"), "```text\n"+output+"```") {
		t.Errorf("README.md does not show the output of its program:\n%s", output)
	}
}

// readmeCode returns the program in README.md.
func readmeCode(t *testing.T) string {
	t.Helper()
	blocks := markdown.GoBlocks(file.Read(t, "../../README.md"))
	if len(blocks) == 0 {
		t.Fatal("README.md has no Go code")
	}
	return blocks[0]
}
