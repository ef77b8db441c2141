package repo

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/seam-go/seam/tests/internal/file"
)

// The relative links of each Markdown file lead to a file and, with an anchor, to a heading of it.
func TestMarkdownLinks(t *testing.T) {
	t.Parallel()
	links := 0
	for _, name := range repositoryFiles(t, ".md", ".txt") {
		for _, target := range relativeLinks(file.Read(t, name)) {
			links++
			if err := follow(name, target); err != nil {
				t.Errorf("%s: the link %s: %v", name, target, err)
			}
		}
	}
	if links < 30 {
		t.Errorf("found only %d links", links)
	}
}

// The Go code in each Markdown file is also in a Go file, which compiles. A block that begins with
// "```go sketch" is no program, and is not compared.
func TestMarkdownCode(t *testing.T) {
	t.Parallel()
	var sources strings.Builder
	for _, name := range repositoryFiles(t, ".go") {
		if !strings.HasPrefix(name, "../../gen/") {
			sources.WriteString(withoutIndent(file.Read(t, name)))
		}
	}
	blocks := 0
	for _, name := range repositoryFiles(t, ".md") {
		for _, match := range goBlock.FindAllStringSubmatch(file.Read(t, name), -1) {
			blocks++
			if !strings.Contains(sources.String(), withoutIndent(match[1])) {
				t.Errorf("%s: no Go file has this code:\n%s", name, match[1])
			}
		}
	}
	if blocks == 0 {
		t.Error("found no code")
	}
}

var (
	mdLink     = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	mdScheme   = regexp.MustCompile(`^[a-z]+:`)
	mdBlock    = regexp.MustCompile("(?ms)^ *```.*?^ *```$")
	mdCode     = regexp.MustCompile("`[^`\n]*`")
	mdHeading  = regexp.MustCompile(`(?m)^#+ (.*)$`)
	goBlock    = regexp.MustCompile("(?ms)^```go\n(.*?)^```$")
	indent     = regexp.MustCompile(`(?m)^\t+`)
	notInSlugs = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// relativeLinks returns the targets of the links and images of a text, without those to other sites.
func relativeLinks(text string) (targets []string) {
	text = mdCode.ReplaceAllString(mdBlock.ReplaceAllString(text, ""), "")
	for _, match := range mdLink.FindAllStringSubmatch(text, -1) {
		if !mdScheme.MatchString(match[1]) {
			targets = append(targets, match[1])
		}
	}
	return targets
}

// follow returns an error if the target of a link in the file called name does not exist.
func follow(name, target string) error {
	path, anchor, _ := strings.Cut(target, "#")
	if path = filepath.Join(filepath.Dir(name), path); strings.HasPrefix(target, "#") {
		path = name
	}
	if _, err := os.Stat(path); err != nil || anchor == "" {
		return err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for _, match := range mdHeading.FindAllStringSubmatch(mdBlock.ReplaceAllString(string(text), ""), -1) {
		if slug(match[1]) == anchor {
			return nil
		}
	}
	return errors.New("no such heading")
}

// slug returns the anchor that GitHub gives a heading.
func slug(heading string) string {
	return strings.ReplaceAll(notInSlugs.ReplaceAllString(strings.ToLower(heading), ""), " ", "-")
}

func withoutIndent(code string) string { return indent.ReplaceAllString(code, "") }

// repositoryFiles returns the files with one of the extensions, below the folder of this package as
// "../../NAME". Files that tests install or write are not among them.
func repositoryFiles(t *testing.T, extensions ...string) (names []string) {
	t.Helper()
	err := filepath.WalkDir("../..", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := entry.Name()
		if entry.IsDir() && (base == "node_modules" || base == "testdata" || strings.HasPrefix(base, ".") && base != ".." && base != ".github") {
			return fs.SkipDir
		}
		for _, extension := range extensions {
			if filepath.Ext(base) == extension && !entry.IsDir() {
				names = append(names, filepath.ToSlash(name))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestFollow(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	from := filepath.Join(dir, "a.md")
	file.Write(t, from, []byte("# Own heading\n```sh\n# no heading\n```\n"))
	file.Write(t, filepath.Join(dir, "b.md"), []byte("## `code`, it's (here)\n"))
	for target, want := range map[string]bool{
		"b.md": true, "#own-heading": true, "b.md#code-its-here": true, ".": true,
		"c.md": false, "#no-heading": false, "b.md#own-heading": false,
	} {
		if err := follow(from, target); (err == nil) != want {
			t.Errorf("%s: %v", target, err)
		}
	}
	text := "[a](b.md) ![i](x.svg) [w](https://go.dev) `[no](code)`\n```go\nx[i](y)\n```\n[c](#d)"
	if got, want := fmt.Sprint(relativeLinks(text)), "[b.md x.svg #d]"; got != want {
		t.Errorf("links %s, want %s", got, want)
	}
}
