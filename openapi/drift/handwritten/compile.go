package handwritten

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/split"
)

// Compile generates package gen from a normalised document into a temporary folder,
// and compiles the hand-written packages of the module at root against it. It changes
// no file of the module.
func Compile(ctx context.Context, root string, normalized []byte) (*drift.Compiled, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "seam-drift-")
	if err != nil {
		return nil, err
	}
	// A file that cannot be removed is a temporary file and does no harm.
	defer func() { _ = os.RemoveAll(dir) }()
	generated, err := generate(ctx, root, dir, normalized)
	if err != nil {
		return nil, err
	}
	overlay, err := writeOverlay(dir, generated)
	if err != nil {
		return nil, err
	}
	// -e reports all errors, and not just the first ten.
	out, err := command(ctx, root, "go", "build", "-overlay", overlay, "-gcflags=-e", "-o", os.DevNull, "./wrapper/...")
	breaks := readBreaks(out)
	if err != nil && len(breaks) == 0 {
		return nil, fmt.Errorf("package seam cannot be compiled: %w: %s", err, out)
	}
	return &drift.Compiled{Breaks: breaks}, nil
}

// generateLine is the line of generate.go that runs oapi-codegen.
var generateLine = regexp.MustCompile(`(?m)^//go:generate (go tool .*-o ` + regexp.QuoteMeta(split.Generated) + ` openapi/normalized\.json)$`)

// generate runs the generator as generate.go does, with another document and into
// another folder. It returns the new file for each file of package gen.
func generate(ctx context.Context, root, dir string, normalized []byte) (map[string]string, error) {
	document, whole := filepath.Join(dir, "normalized.json"), filepath.Join(dir, "gen.go.txt")
	if err := os.WriteFile(document, normalized, 0o600); err != nil {
		return nil, err
	}
	lines, err := os.ReadFile(filepath.Join(root, "generate.go"))
	if err != nil {
		return nil, err
	}
	match := generateLine.FindSubmatch(lines)
	if match == nil {
		return nil, errors.New("generate.go has no line that runs oapi-codegen")
	}
	words := strings.Fields(string(match[1]))
	words[len(words)-2], words[len(words)-1] = whole, document
	if out, err := command(ctx, root, words[0], words[1:]...); err != nil {
		return nil, fmt.Errorf("package gen cannot be generated from the new document: %w: %s", err, out)
	}
	generated, err := os.ReadFile(whole)
	if err != nil {
		return nil, err
	}
	files, err := split.Files(generated, normalized)
	if err != nil {
		return nil, fmt.Errorf("package gen cannot be generated from the new document: %w", err)
	}
	return replacements(filepath.Join(root, "gen"), dir, files)
}

// replacements writes the files of package gen to dir, and returns the new file for
// each file in gen: "" for a file that is no longer generated.
func replacements(gen, dir string, files map[string][]byte) (map[string]string, error) {
	replace := map[string]string{}
	before, err := filepath.Glob(filepath.Join(gen, "*.go"))
	if err != nil {
		return nil, err
	}
	for _, path := range before {
		replace[path] = ""
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, text, 0o600); err != nil {
			return nil, err
		}
		replace[filepath.Join(gen, name)] = path
	}
	return replace, nil
}

func writeOverlay(dir string, replace map[string]string) (path string, err error) {
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path = filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, text, 0o600)
}

func command(ctx context.Context, dir, name string, args ...string) (output string, err error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

// compilerLine matches a message of the compiler.
var compilerLine = regexp.MustCompile(`(?m)^(?:\./)?(\S+\.go):(\d+):(\d+): (.*)$`)

func readBreaks(output string) []drift.Break {
	breaks := []drift.Break{}
	for _, match := range compilerLine.FindAllStringSubmatch(output, -1) {
		line, errLine := strconv.Atoi(match[2])
		column, errColumn := strconv.Atoi(match[3])
		if errLine != nil || errColumn != nil { // more digits than a number has
			continue
		}
		breaks = append(breaks, drift.Break{File: filepath.ToSlash(match[1]), Line: line, Column: column, Text: match[4]})
	}
	return breaks
}

// Explain lists for each break the changes that explain it: its message names the
// method, the type or the field of package gen that changed.
func (p *Package) Explain(report *drift.Report) {
	if report.Compiled == nil {
		return
	}
	for i := range report.Compiled.Breaks {
		b := &report.Compiled.Breaks[i]
		for j, c := range report.Changes {
			if c.Source == drift.Breaks && p.explains(c, b.Text) {
				b.Changes = append(b.Changes, j)
			}
		}
	}
}

// explains reports whether a message names all parts of the symbol that a change is
// about.
func (p *Package) explains(c drift.Change, message string) bool {
	var names []string
	if named := p.gen.byComponent(c.In); named != nil {
		names = []string{named.Obj().Name()}
		if c.Name != "" {
			names = append(names, p.gen.partName(named, c.Name))
		}
	}
	for method, path := range p.gen.operations {
		if path == c.In {
			names = strings.Split(method, ".")
		}
	}
	words := identifiers(message)
	return len(names) > 0 && !slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(words, name) })
}

// identifiers returns the words of a compiler message.
func identifiers(message string) []string {
	return strings.FieldsFunc(message, func(c rune) bool { return c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}
