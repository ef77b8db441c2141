package tests

import (
	"encoding/json"
	"fmt"
	"maps"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seam-go/seam/openapi/drift"
	"github.com/seam-go/seam/openapi/normalize"
)

// judgedPairs are released documents with every kind of change between them
// that both programs know.
var judgedPairs = []struct {
	from, to string
	// Facts of one program alone, each with the reason.
	onlyOurs, onlyTheirs map[string]string
}{
	{from: "1.955.0", to: "1.977.0"},
	{from: "1.384.0", to: "1.405.0"},
	{from: "1.721.0", to: "1.778.0"},
}

// TestDriftAgreesWithOasdiff holds the changes that drift finds against those
// that oasdiff finds, one by one. oasdiff reports a change for each operation
// and each way that leads to it, drift for each component: the findings of
// oasdiff are followed to the component that they are in first.
func TestDriftAgreesWithOasdiff(t *testing.T) {
	t.Parallel()
	for i, pair := range judgedPairs {
		t.Run(pair.from+" to "+pair.to, func(t *testing.T) {
			if testing.Short() && i > 1 {
				t.Skip("SKIP: -short takes two pairs")
			}
			from, to := fetchRelease(t, pair.from), fetchRelease(t, pair.to)
			report, err := drift.Compare(from.Data, to.Data)
			if err != nil {
				t.Fatal(err)
			}
			j := &judge{old: wrapped(t, from.Data), new: wrapped(t, to.Data)}
			ours, theirs := ourFacts(report), j.facts(t)
			onlyOurs, onlyTheirs := without(ours, theirs), without(theirs, ours)
			if got, want := onlyOurs, slices.Sorted(maps.Keys(pair.onlyOurs)); !slices.Equal(got, want) {
				t.Errorf("drift alone says\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			if got, want := onlyTheirs, slices.Sorted(maps.Keys(pair.onlyTheirs)); !slices.Equal(got, want) {
				t.Errorf("oasdiff alone says\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			t.Logf("%d facts, %v", len(ours), perKind(ours))
		})
	}
}

// judge asks oasdiff about two documents.
type judge struct{ old, new *openapi3.T }

// wrapped is the contract of a document with every reference inside an allOf.
// The normaliser writes one only where words stand beside a reference, and
// oasdiff takes one that comes or goes for another type.
func wrapped(t *testing.T, data []byte) *openapi3.T {
	t.Helper()
	contract, err := normalize.ReadContract(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, component := range contract.Components.Schemas {
		for name, p := range component.Value.Properties {
			if p.Ref != "" {
				component.Value.Properties[name] = &openapi3.SchemaRef{Value: &openapi3.Schema{AllOf: openapi3.SchemaRefs{p}}}
			}
		}
	}
	text, err := json.Marshal(contract.T)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := openapi3.NewLoader().LoadFromData(text)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// finding is an entry of oasdiff's changelog.
type finding struct {
	ID, Text, Path string
}

// findings runs oasdiff, which is pinned among the tools.
func (j *judge) findings(t *testing.T) []finding {
	t.Helper()
	dir := t.TempDir()
	for name, doc := range map[string]*openapi3.T{"old.json": j.old, "new.json": j.new} {
		text, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), text)
	}
	cmd := exec.CommandContext(t.Context(), "go", "tool", "-modfile=openapi/tools.mod", "oasdiff", "changelog", "-f", "json",
		filepath.Join(dir, "old.json"), filepath.Join(dir, "new.json"))
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("oasdiff: %v\n%s", err, out)
	}
	var list []finding
	if err := json.Unmarshal(out, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// quoted finds the names in the text of a finding.
var quoted = regexp.MustCompile("`([^`]*)`")

// facts are oasdiff's findings as "kind component.name", each once.
func (j *judge) facts(t *testing.T) []string {
	t.Helper()
	found := map[string]bool{}
	for _, f := range j.findings(t) {
		if notOfDrift[f.ID] != "" {
			continue
		}
		kind, known := oasdiffKinds[f.ID]
		if !known {
			t.Errorf("nobody has said what oasdiff's %s is to drift: %s", f.ID, f.Text)
			continue
		}
		var names []string
		for _, match := range quoted.FindAllStringSubmatch(f.Text, -1) {
			names = append(names, match[1])
		}
		for _, place := range j.subjects(t, f, kind, names) {
			found[place] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// oasdiffKinds says what the ids of oasdiff are to drift.
var oasdiffKinds = map[string]oasdiffKind{
	"endpoint-added":                                  {"operation-added", whole},
	"api-path-removed-without-deprecation":            {"operation-removed", whole},
	"new-optional-request-property":                   {"request-field-added", field},
	"request-property-removed":                        {"request-field-removed", field},
	"request-property-became-optional":                {"request-field-relaxed", field},
	"request-property-enum-value-added":               {"request-value-added", value},
	"request-property-enum-value-removed":             {"request-value-removed", value},
	"request-property-deprecated":                     {"field-deprecated", field},
	"request-property-exclusive-min-set":              {"request-limit-tightened", field},
	"response-required-property-added":                {"response-field-added", field},
	"response-optional-property-added":                {"response-field-added", field},
	"response-required-property-removed":              {"response-field-removed", field},
	"response-optional-property-removed":              {"response-field-removed", field},
	"response-property-became-optional":               {"response-field-optional", field},
	"response-property-became-required":               {"response-field-required", field},
	"response-property-became-nullable":               {"response-field-nullable", field},
	"response-property-became-not-nullable":           {"response-field-not-nullable", field},
	"response-property-type-changed":                  {"response-type-changed", field},
	"response-property-enum-value-added":              {"response-value-added", value},
	"response-property-enum-value-removed":            {"response-value-removed", value},
	"response-property-all-of-removed":                {"response-enum-lost", referring},
	"response-property-discriminator-mapping-added":   {"response-variant-added", value},
	"response-property-discriminator-mapping-deleted": {"response-variant-removed", value},
	"response-property-deprecated":                    {"field-deprecated", field},
	"response-property-exclusive-min-set":             {"response-limit-changed", field},
}

// notOfDrift are the ids that say nothing of their own, with the reason.
var notOfDrift = map[string]string{
	"api-version-not-bumped":             "about the number of the document, which never changes",
	"api-schema-removed":                 "a component matters where it is used",
	"response-property-one-of-added":     "said by the mapping of the discriminator too",
	"response-property-one-of-removed":   "said by the mapping of the discriminator too",
	"response-property-all-of-added":     "a reference where there was none: said by its change of type too",
	"response-property-type-specialized": "an allOf that goes, from any to what was in it: said by response-property-all-of-removed too",
}

// oasdiffKind is what an id is to drift, and what its text names.
type oasdiffKind struct {
	kind string
	what what
}

type what uint8

const (
	whole     what = iota // an operation
	field                 // a property
	value                 // values, then a property
	referring             // a component, then the property that referred to it
)

// subjects are the facts that a finding states.
func (j *judge) subjects(t *testing.T, f finding, kind oasdiffKind, names []string) []string {
	t.Helper()
	fact := func(place string) string { return kind.kind + " " + place }
	if kind.what == whole {
		return []string{fact(f.Path)}
	}
	property := names[0]
	if kind.what == value || kind.what == referring {
		property = names[1]
	}
	end, err := j.follow(f, property)
	if err != nil {
		t.Errorf("%s: %v", f.ID, err)
		return nil
	}
	if kind.what != value {
		if end.owner == "" && end.property == "pagination" {
			return []string{"pagination-gained " + f.Path}
		}
		return []string{fact(end.owner + "." + end.property)}
	}
	var out []string
	for _, v := range strings.Split(names[0], ", ") {
		out = append(out, fact(end.component+"."+v))
	}
	return out
}

// follow goes the way that leads to a property, in the document that has it.
func (j *judge) follow(f finding, path string) (end place, err error) {
	for _, doc := range []*openapi3.T{j.new, j.old} {
		op := doc.Paths.Value(f.Path)
		if op == nil || op.Post == nil {
			continue
		}
		content := op.Post.Responses.Value("200").Value.Content
		if strings.Contains(f.ID, "request") {
			content = op.Post.RequestBody.Value.Content
		}
		if end, err = follow(content.Get("application/json").Schema, path); err == nil {
			return end, nil
		}
	}
	return place{}, fmt.Errorf("%s has no %s: %w", f.Path, path, err)
}

// place is where a path in a schema has come to.
type place struct {
	schema    *openapi3.Schema
	component string // the one that schema is, or is part of
	owner     string // the one that has the last property
	property  string
}

// enter goes into a schema, through references and what oasdiff may spell out.
func (p *place) enter(r *openapi3.SchemaRef) {
	for r.Ref == "" && len(r.Value.AllOf) == 1 {
		r = r.Value.AllOf[0]
	}
	if r.Ref != "" {
		p.component = path.Base(r.Ref)
	}
	p.schema = r.Value
}

// steps splits a path at the slashes that are not inside brackets.
var steps = regexp.MustCompile(`(?:[^/\[]|\[[^\]]*\])+`)

func follow(root *openapi3.SchemaRef, way string) (p place, err error) {
	p.enter(root)
	for _, step := range steps.FindAllString(way, -1) {
		ref := strings.TrimSuffix(step[strings.IndexByte(step, '[')+1:], "]")
		switch property := p.schema.Properties[step]; {
		case strings.HasPrefix(step, "allOf["):
			if path.Base(ref) != p.component {
				return p, fmt.Errorf("%s is not %s", p.component, step)
			}
		case strings.HasPrefix(step, "oneOf["):
			i := slices.IndexFunc(p.schema.OneOf, func(v *openapi3.SchemaRef) bool { return v.Ref == ref })
			if i < 0 {
				return p, fmt.Errorf("%s has no %s", p.component, step)
			}
			p.enter(p.schema.OneOf[i])
		case step == "items" && p.schema.Items != nil:
			p.enter(p.schema.Items)
		case property != nil:
			p.owner, p.property = p.component, step
			p.enter(property)
		default:
			return p, fmt.Errorf("%s has no %s", p.component, step)
		}
	}
	return p, nil
}

// ourFacts are the changes that drift finds, in the same words.
func ourFacts(r *drift.Report) []string {
	found := map[string]bool{}
	for _, c := range r.Changes {
		if notOfOasdiff[c.Kind] != "" {
			continue
		}
		kind := strings.Replace(string(c.Kind), "withdrawn", "removed", 1)
		place := c.In
		if c.Name != "" {
			place += "." + c.Name
		}
		found[kind+" "+place] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// notOfOasdiff are the kinds that oasdiff knows nothing of, with the reason.
var notOfOasdiff = map[drift.Kind]string{
	drift.DocsChanged:   "it is asked for what a contract says, not for words",
	drift.EffectLowered: "the methods that tell the effect are no part of the normalised document",
}

func perKind(facts []string) map[string]int {
	out := map[string]int{}
	for _, fact := range facts {
		kind, _, _ := strings.Cut(fact, " ")
		out[kind]++
	}
	return out
}

func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
}
