package docsite

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/tests/internal/file"
	"github.com/seam-go/seam/tests/internal/golist"
)

const (
	root   = "../../.."
	module = "github.com/seam-go/seam"
)

// The pages of all packages of this module are complete, and their links lead somewhere.
func TestSite(t *testing.T) {
	dir, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(startServer(t, dir).get)
	packages := golist.In(t, root, "./...")
	for _, p := range packages {
		for _, problem := range s.problems("/"+p.ImportPath, examplesIn(t, p.Dir)) {
			t.Errorf("%s: %s", p.ImportPath, problem)
		}
	}
	for _, problem := range s.readmeProblems(file.Read(t, filepath.Join(root, "README.md"))) {
		t.Errorf("README.md: %s", problem)
	}
	t.Logf("%d pages of packages, %d pages in all, %d links", len(packages), len(s.pages), s.links)
}

// site reads each page once.
type site struct {
	get   func(path string) (string, error)
	pages map[string]*page
	errs  map[string]error
	links int
}

func newSite(get func(path string) (string, error)) *site {
	return &site{get: get, pages: map[string]*page{}, errs: map[string]error{}}
}

func (s *site) page(path string) (*page, error) {
	if s.pages[path] == nil && s.errs[path] == nil {
		text, err := s.get(path)
		if err == nil {
			s.pages[path], err = parsePage(text)
		}
		s.errs[path] = err
	}
	return s.pages[path], s.errs[path]
}

// problems checks the page of a package, which has examples for the symbols in examples.
func (s *site) problems(path string, examples []string) (problems []string) {
	p, err := s.page(path)
	if err != nil {
		return []string{err.Error()}
	}
	if p.synopsis == "" || strings.Contains(p.synopsis, "[") {
		problems = append(problems, fmt.Sprintf("the synopsis is %q", p.synopsis))
	}
	for _, text := range p.brackets {
		problems = append(problems, text+" is no link")
	}
	shown := map[string]bool{}
	for id := range p.ids {
		if name, ok := strings.CutPrefix(id, "example-"); ok {
			shown[exampleKey(strings.TrimPrefix(name, "package"))] = true
		}
	}
	for _, name := range examples {
		if !shown[exampleKey(name)] {
			problems = append(problems, "Example"+name+" is not shown")
		}
	}
	for _, link := range slices.Compact(slices.Sorted(slices.Values(p.links))) {
		if err := s.follow(path, link); err != nil {
			problems = append(problems, fmt.Sprintf("the link %s: %v", link, err))
		}
	}
	return problems
}

// exampleKey makes Client_WaitFor, the name in the source, and Client.WaitFor, the anchor, the same.
func exampleKey(name string) string {
	return strings.ToLower(strings.NewReplacer("_", ".", "-", ".").Replace(name))
}

// skipped matches the links at the top and the bottom of every page, and those to files: pkgsite makes
// thousands of them from the files it has just read, and tests/repo checks those in README.md.
var skipped = regexp.MustCompile(`^/(?:$|about|api$|files/|golang\.org/x$|search|static/|third_party/)`)

// follow reports whether the target of a link exists. It does not visit other sites.
func (s *site) follow(from, link string) error {
	path, anchor, _ := strings.Cut(link, "#")
	path, _, _ = strings.Cut(path, "?")
	if path == "" {
		path = from
	}
	if !strings.HasPrefix(path, "/") || skipped.MatchString(path) {
		return nil
	}
	s.links++
	p, err := s.page(path)
	if err != nil {
		return err
	}
	if anchor != "" && !p.ids[anchor] {
		return errors.New("no such anchor")
	}
	return nil
}

var heading = regexp.MustCompile(`(?m)^#{1,2} (.*)$`)

// readmeProblems reports headings of README.md that the page of the module does not show.
func (s *site) readmeProblems(readme string) (problems []string) {
	p, err := s.page("/" + module)
	if err != nil {
		return []string{err.Error()}
	}
	headings := heading.FindAllStringSubmatch(codeBlock.ReplaceAllString(readme, ""), -1)
	if len(headings) == 0 {
		return []string{"no headings"}
	}
	for _, match := range headings {
		if id := "readme-" + slug(match[1]); !p.ids[id] {
			problems = append(problems, fmt.Sprintf("the heading %q is not shown as %s", match[1], id))
		}
	}
	return problems
}

var codeBlock = regexp.MustCompile("(?ms)^```.*?^```$")

// slug returns the anchor that pkgsite gives a heading.
func slug(heading string) string {
	return strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(heading), "-"), "-")
}

var exampleFunc = regexp.MustCompile(`(?m)^func Example(\w*)\(\) {$`)

// examplesIn returns the names of the examples in a folder, without the word Example.
func examplesIn(t *testing.T, dir string) (names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		for _, match := range exampleFunc.FindAllStringSubmatch(file.Read(t, name), -1) {
			names = append(names, match[1])
		}
	}
	return names
}

func TestProblems(t *testing.T) {
	t.Parallel()
	const good = `<meta name="Description" content="Package p does."><p id="Thing"></p><p id="example-Client.WaitFor"></p>
		<p id="example-package-FirstProgram"></p><a href="#Thing">Thing</a><a href="/q#Other">Other</a><a href="https://go.dev/lost">Go</a>`
	tests := map[string]struct {
		path, page string
		want       []string
	}{
		"nothing":       {"/p", good, nil},
		"no page":       {"/lost", good, []string{"status 404"}},
		"no synopsis":   {"/p", strings.Replace(good, "Package p does.", "", 1), []string{`the synopsis is ""`}},
		"link as text":  {"/p", good + "<p>See [Lost].</p>", []string{"[Lost] is no link"}},
		"no example":    {"/p", strings.Replace(good, "Client.WaitFor", "Client.Wait", 1), []string{"ExampleClient_WaitFor is not shown"}},
		"no anchor":     {"/p", good + `<a href="/q#Lost">`, []string{"the link /q#Lost: no such anchor"}},
		"no own anchor": {"/p", good + `<a href="#Lost">`, []string{"the link #Lost: no such anchor"}},
		"no target":     {"/p", good + `<a href="/lost">`, []string{"the link /lost: status 404"}},
		"no image":      {"/p", good + `<img src="/lost.svg">`, []string{"the link /lost.svg: status 404"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pages := map[string]string{"/p": test.page, "/q": `<p id="Other"></p>`}
			s := newSite(func(path string) (string, error) {
				if text, ok := pages[path]; ok {
					return text, nil
				}
				return "", errors.New("status 404")
			})
			if got := s.problems(test.path, []string{"Client_WaitFor", "_firstProgram"}); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestReadmeProblems(t *testing.T) {
	t.Parallel()
	s := newSite(func(string) (string, error) { return `<h3 id="readme-seam-go"></h3>`, nil })
	readme := "# seam-go\n\n```sh\n# a comment\n```\n\n## Use it\n"
	if got, want := s.readmeProblems(readme), []string{`the heading "Use it" is not shown as readme-use-it`}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
