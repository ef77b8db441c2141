package repo

import (
	"fmt"
	"go/ast"
	"go/doc"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// flaws are patterns that a doc comment of package gen must not contain.
var flaws = []struct {
	name    string
	pattern *regexp.Regexp
}{
	{"a Markdown link", regexp.MustCompile(`\]\(`)},
	{"a backquote", regexp.MustCompile("`")},
	{"bold Markdown", regexp.MustCompile(`\*\*`)},
	{"HTML", regexp.MustCompile(`</?(?:a|b|br|code|i|li|ol|p|strong|ul)\b[^>]*>`)},
	{"the text of the generator", regexp.MustCompile(`defines model for|marked as deprecated upstream|x-deprecated-reason`)},
	{"a note of Seam's", regexp.MustCompile(`\bundocumented: |(?:^|\s)---(?:\s|$)`)},
	{"a doubled word", regexp.MustCompile(`\b(?:in in|of of|the the|to to|is is|are are|the when)\b`)},
	{"a doubled full stop", regexp.MustCompile(`[^.]\.\.(?:\s|$)`)},
	{"a wrong article", regexp.MustCompile(`\b[Aa] \[?(?:access|ACS|action|API|encoder|entrance|error|event|instant|issue|unmanaged|update|unknown)\b|\b[Aa]n \[?(?:URL|user|unique|device|code)\b`)},
	{"a deprecation in the midst of a paragraph", regexp.MustCompile(`[^\n]\n?[^\n]Deprecated:`)},
}

// withoutCode removes the lines of code, which have other rules.
func withoutCode(text string) string {
	var prose strings.Builder
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "\t") {
			prose.WriteString(line)
		}
	}
	return prose.String()
}

// The comments of package gen are complete and read like Go documentation.
func TestGeneratedDocs(t *testing.T) {
	t.Parallel()
	g := parseGen(t)
	deprecated := 0
	for _, c := range g.comments {
		for _, flaw := range flaws {
			if found := flaw.pattern.FindString(withoutCode(c.text)); found != "" {
				t.Errorf("%s has %s: %q", c.of, flaw.name, found)
			}
		}
		if !strings.HasPrefix(c.text, c.name+" ") || regexp.MustCompile(`^[A-Z]`).MatchString(c.text[min(len(c.text), len(c.name)+1):]) {
			t.Errorf("%s does not go on after its name: %.60q", c.of, c.text)
		}
		if strings.Contains(c.text, "\n\nDeprecated: ") {
			deprecated++
		}
		for _, name := range unresolved(g.Package.Parser().Parse(c.text)) {
			t.Errorf("%s has brackets that lead nowhere: %s", c.of, name)
		}
		for line := range strings.Lines(c.text) {
			if len([]rune(line)) > 120 && strings.Contains(line, " ") && !strings.Contains(line, "]: http") {
				t.Errorf("%s has a long line: %s", c.of, line)
			}
		}
	}
	if deprecated == 0 {
		t.Error("no deprecation can be seen, and the document has some")
	}
	for _, name := range g.undocumented {
		t.Errorf("%s has no comment", name)
	}
	fmt.Printf("tally comments of package gen %d\n", len(g.comments))
}

// genComment is the comment of a declaration or field.
type genComment struct{ of, name, text string }

// genDocs has the comments of package gen.
type genDocs struct {
	*doc.Package
	comments     []genComment
	undocumented []string // types, functions and methods without a comment
}

func (g *genDocs) add(of, name, text string) {
	if text != "" {
		g.comments = append(g.comments, genComment{of, name, text})
	}
}

func parseGen(t *testing.T) *genDocs {
	t.Helper()
	paths, err := filepath.Glob("../../gen/*.go")
	if err != nil || len(paths) == 0 {
		t.Fatal("no package gen: ", err)
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, path := range paths {
		file, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	g := &genDocs{}
	for _, file := range files {
		ast.Inspect(file, g.inspect)
	}
	// NewFromFiles removes the comments from the files.
	if g.Package, err = doc.NewFromFiles(fset, files, genPath); err != nil {
		t.Fatal(err)
	}
	return g
}

func (g *genDocs) inspect(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FuncDecl:
		of := n.Name.Name
		if n.Recv != nil {
			of = fmt.Sprint(receiver(n.Recv.List[0].Type), ".", of)
		}
		g.declared(of, n.Name.Name, n.Doc)
		return false
	case *ast.GenDecl:
		for _, spec := range n.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				comment := s.Doc
				if comment == nil {
					comment = n.Doc
				}
				g.declared(s.Name.Name, s.Name.Name, comment)
				if s, ok := s.Type.(*ast.StructType); ok && n.Tok == token.TYPE {
					g.fields(spec.(*ast.TypeSpec).Name.Name, s)
				}
			case *ast.ValueSpec:
				if s.Names[0].IsExported() {
					g.add(s.Names[0].Name, s.Names[0].Name, s.Doc.Text())
				}
			}
		}
		return false
	}
	return true
}

// declared adds the comment of a type, function or method.
func (g *genDocs) declared(of, name string, text *ast.CommentGroup) {
	if !ast.IsExported(name) || !ast.IsExported(of) {
		return
	}
	if text.Text() == "" {
		g.undocumented = append(g.undocumented, of)
	}
	g.add(of, name, text.Text())
}

func (g *genDocs) fields(of string, s *ast.StructType) {
	for _, field := range s.Fields.List {
		if ast.IsExported(of) && len(field.Names) > 0 && field.Names[0].IsExported() {
			g.add(of+"."+field.Names[0].Name, field.Names[0].Name, field.Doc.Text())
		}
	}
}

func receiver(typ ast.Expr) string {
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if generic, ok := typ.(*ast.IndexExpr); ok {
		typ = generic.X
	}
	name, _ := typ.(*ast.Ident)
	return name.Name
}

// bracketed matches the text that a broken link leaves.
var bracketed = regexp.MustCompile(`\[[A-Za-z][^\]]*\]`)

// unresolved returns the broken links of a comment.
func unresolved(d *comment.Doc) []string {
	var out []string
	text := func(all []comment.Text) {
		for _, part := range all {
			if plain, ok := part.(comment.Plain); ok {
				out = append(out, bracketed.FindAllString(string(plain), -1)...)
			}
		}
	}
	var blocks func([]comment.Block)
	blocks = func(all []comment.Block) {
		for _, b := range all {
			switch b := b.(type) {
			case *comment.Paragraph:
				text(b.Text)
			case *comment.Heading:
				text(b.Text)
			case *comment.List:
				for _, item := range b.Items {
					blocks(item.Content)
				}
			}
		}
	}
	blocks(d.Content)
	return out
}

// The code in the package comment is also in gen_comment_test.go, which compiles.
func TestGeneratedPackageComment(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("gen_comment_test.go")
	if err != nil {
		t.Fatal(err)
	}
	code := 0
	g := parseGen(t)
	for _, block := range g.Package.Parser().Parse(g.Doc).Content {
		if block, ok := block.(*comment.Code); ok {
			code++
			if !strings.Contains(unindented(string(source)), unindented(block.Text)) {
				t.Errorf("this code is not in gen_comment_test.go:\n%s", block.Text)
			}
		}
	}
	if code == 0 {
		t.Error("the package comment shows no code")
	}
	const screen = 70
	if lines := strings.Count(g.Doc, "\n"); lines > screen {
		t.Errorf("the package comment has %d lines; more than %d are no landing page", lines, screen)
	}
	for _, want := range []string{"[Client]", "[Caller]", "[ActionAttempt]"} {
		if !strings.Contains(g.Doc, want) {
			t.Errorf("the package comment does not name %s", want)
		}
	}
}

func unindented(code string) string {
	lines := strings.Split(code, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return line == "" }), "\n")
}
