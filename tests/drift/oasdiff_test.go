package drift

import (
	"encoding/json"
	"maps"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/seam-go/seam/openapi/normalize"
	"github.com/seam-go/seam/tests/internal/file"
)

// wrapped returns a contract as JSON with every reference inside an allOf. The normaliser adds an
// allOf only where a reference has a description, and oasdiff would report the difference as a
// change of type.
func wrapped(t *testing.T, c *normalize.Contract) []byte {
	t.Helper()
	for _, component := range c.Components.Schemas {
		for name, p := range component.Value.Properties {
			if p.Ref != "" {
				component.Value.Properties[name] = &openapi3.SchemaRef{Value: &openapi3.Schema{AllOf: openapi3.SchemaRefs{p}}}
			}
		}
	}
	text, err := json.Marshal(c.T)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// finding is an entry of oasdiff's changelog.
type finding struct {
	ID, Text, Path string
}

// findings runs oasdiff, one of the pinned tools.
func (j *judge) findings(t *testing.T) []finding {
	t.Helper()
	dir := t.TempDir()
	file.Write(t, filepath.Join(dir, "old.json"), wrapped(t, j.old))
	file.Write(t, filepath.Join(dir, "new.json"), wrapped(t, j.new))
	cmd := exec.CommandContext(t.Context(), "go", "tool", "-modfile=openapi/tools.mod", "oasdiff", "changelog", "-f", "json",
		filepath.Join(dir, "old.json"), filepath.Join(dir, "new.json"))
	cmd.Dir = "../.."
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

// quoted matches the names in the text of a finding.
var quoted = regexp.MustCompile("`([^`]*)`")

// facts returns the findings of oasdiff as "kind component.name", each once.
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

// subjects returns the facts in a finding.
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
	for v := range strings.SplitSeq(names[0], ", ") {
		out = append(out, fact(end.component+"."+v))
	}
	return out
}

// oasdiffKinds maps the IDs of oasdiff to the kinds of drift.
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

// notOfDrift lists the IDs that add nothing, with the reason.
var notOfDrift = map[string]string{
	"api-version-not-bumped":             "about the number of the document, which never changes",
	"api-schema-removed":                 "a component matters where it is used",
	"response-property-one-of-added":     "said by the mapping of the discriminator too",
	"response-property-one-of-removed":   "said by the mapping of the discriminator too",
	"response-property-all-of-added":     "a reference where there was none: said by its change of type too",
	"response-property-type-specialized": "an allOf that goes, from any to what was in it: said by response-property-all-of-removed too",
}

// oasdiffKind is the kind of drift for an ID, and the parts that its text names.
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
