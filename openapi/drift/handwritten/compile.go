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
	"strconv"
	"strings"

	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/split"
)

// Compile generates package gen from a normalised document into a temporary
// folder, and compiles what is written by hand in the module below root against
// it. It changes no file of the module.
func Compile(ctx context.Context, root string, normalized []byte) (*drift.Compiled, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "seam-drift-")
	if err != nil {
		return nil, err
	}
	// What is left behind lies among temporary files.
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

// generate does as generate.go says, with another document and into another
// folder. It returns what stands for which file of the module.
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

// replacements writes the files of package gen to dir, and returns for which file
// in gen each of them stands. Nothing stands for what is there and not generated
// any more.
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

// compilerLine is where something does not compile.
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
