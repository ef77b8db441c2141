package main

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
)

//go:embed rules.md
var rules string

const optional = `
## Optional

- [wrapper/llms-methods.txt](wrapper/llms-methods.txt): The parameters and results of each method, and the fields of each result.
- [README.md](README.md): What the module offers, and how to try it.
- [CHANGELOG.md](CHANGELOG.md): What changed for programs that use the module.
- [AGENTS.md](AGENTS.md): How to change the module itself.
- [openapi/openapi.json](openapi/openapi.json): Seam's OpenAPI document, from which package gen is generated.
`

// pages returns the texts of the files for the module in the folder root, by their names.
func pages(root string) (map[string]string, error) {
	packages, err := readPackages(root)
	if err != nil {
		return nil, err
	}
	w := &writer{}
	w.out.WriteString(rules)
	w.packages(packages)
	isGuide := func(p *pkg, e example) bool { return !p.isProgram() && e.forPackage() }
	w.examples(packages, "Guides", isGuide)
	w.programs(packages)
	w.examples(packages, "More examples", func(p *pkg, e example) bool { return !isGuide(p, e) })
	w.services(packages)
	w.out.WriteString(optional)
	details := &writer{}
	details.out.WriteString("# Methods of seam-go\n\n> Details for llms.txt at the root of the module: read that file first.\n")
	details.methods()
	details.results()
	return map[string]string{"llms.txt": w.out.String(), "wrapper/llms-methods.txt": details.out.String()}, nil
}

// writer writes the sections of the page.
type writer struct{ out strings.Builder }

func (w *writer) section(title string) { fmt.Fprintf(&w.out, "\n## %s\n\n", title) }

// link writes a line with a link, and removes what Markdown would read as another link.
func (w *writer) link(name, target, text string) {
	text = strings.TrimSuffix(strings.NewReplacer("[", "", "]", "").Replace(text), ":")
	fmt.Fprintf(&w.out, "- [%s](%s): %s\n", name, target, text)
}

func (w *writer) packages(packages []*pkg) {
	w.section("Packages")
	for _, p := range packages {
		if !p.isProgram() {
			w.link(p.ImportPath, p.docFile, p.Synopsis(p.Doc))
		}
	}
}

func (w *writer) programs(packages []*pkg) {
	w.section("Programs and folders of examples")
	for _, p := range packages {
		if p.isProgram() {
			w.link(p.dir, p.docFile, p.Synopsis(p.Doc))
		}
	}
}

func (w *writer) examples(packages []*pkg, title string, wanted func(*pkg, example) bool) {
	w.section(title)
	for _, p := range packages {
		for _, e := range p.examples {
			if wanted(p, e) {
				w.link(p.Name+"."+e.name, e.file, e.synopsis)
			}
		}
	}
}

func (w *writer) services(packages []*pkg) {
	w.section("Services and their methods")
	files := map[string]string{}
	for _, p := range packages {
		for name, file := range p.files {
			files[p.ImportPath+"."+name] = file
		}
	}
	for _, s := range services() {
		var names []string
		for method := range s.typ.Methods() {
			names = append(names, method.Name)
		}
		if typ := s.typ.Elem(); len(names) > 0 {
			w.link(s.path, files[typ.PkgPath()+"."+typ.Name()], strings.Join(names, ", "))
		}
	}
}

func (w *writer) methods() {
	w.section("Methods")
	w.out.WriteString("After the colon are the fields of the request. Methods of the client also take call options, such as `seam.CallReadAhead()`.\n\n")
	for _, s := range services() {
		for method := range s.typ.Methods() {
			fmt.Fprintf(&w.out, "- `%s`", s.signature(method))
			if fields := requestFields(method); len(fields) > 0 {
				w.out.WriteString(": " + strings.Join(fields, ", "))
			}
			w.out.WriteString("\n")
		}
	}
}

func (w *writer) results() {
	w.section("Fields of results")
	w.out.WriteString("What Seam did not send is the zero value.\n\n")
	lines := map[string]bool{}
	for _, s := range services() {
		for _, typ := range s.results() {
			lines[fmt.Sprintf("- `%s`: %s\n", typeName(typ), strings.Join(fields(typ), ", "))] = true
		}
	}
	for _, line := range slices.Sorted(maps.Keys(lines)) {
		w.out.WriteString(line)
	}
}
