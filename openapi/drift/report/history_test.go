package report

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/seam-go/seam/openapi/drift"
)

func TestHistory(t *testing.T) {
	t.Parallel()
	credential := func(fields string) []byte {
		return []byte(parts{
			Path: "/acs/credentials/get", Answer: object(`"acs_credential": ` + ref("acs_credential")),
			Schemas: `"acs_credential": ` + object(fields),
		}.JSON())
	}
	var h drift.History
	h.Add("1.0.0", []byte(`{}`))
	h.Add("1.1.0", credential(`"code": `+anyText))
	h.Add("1.2.0", credential(`"code": `+anyText+`, "card": `+anyText))
	h.Add("1.3.0", []byte(`{}`))
	h.Add("1.4.0", credential(`"card": {"type": "string", "description": "C."}`))
	var out strings.Builder
	if err := History(&out, &h, "/acs/credentials"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Over 2 comparisons, 2 changes concern programs; changes of docs and of required response fields are not counted. Deployed programs fail at 0 of them, misread 1 and ignore 1 (50 %).\n",
		"| 1.1.0 | 1.2.0 | 1 | 0 | 0 | 1 | 0 | 0 | 1 | 0 |\n| 1.2.0 | 1.4.0 | 1 | 0 | 1 | 0 | 1 | 0 | 0 | 1 |\n",
		"| response-field-added | 1 | 1 | ignores | additive | decoding skips unknown fields |\n",
		"| docs-changed | 1 | 1 | ignores | docs | descriptions only |\n",
		"\n## /acs/credentials by name\n\n**1.1.0 → 1.2.0**\n\n- ignores / additive: response field `card` added to `acs_credential`\n" +
			"\n**1.2.0 → 1.4.0**\n\n- misreads / breaks: response field `code` removed from `acs_credential`\n- no program notices: 1 docs-changed\n",
		"\n## Not compared\n",
		"\n- 1.0.0: not an OpenAPI document",
		"\n- 1.3.0: not an OpenAPI document",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestChart(t *testing.T) {
	t.Parallel()
	h := &drift.History{Steps: []*drift.Report{
		{From: "1.0.0", To: "1.1.0", Changes: []drift.Change{
			{Kind: drift.ResponseFieldRemoved, Wire: drift.Misreads, Source: drift.Breaks},
			{Kind: drift.ResponseFieldRemoved, Wire: drift.Misreads, Source: drift.Breaks},
			{Kind: drift.OperationRemoved, Wire: drift.Fails, Source: drift.Breaks},
			{Kind: drift.ResponseFieldAdded, Source: drift.Additive},
			{Kind: drift.DocsChanged},
		}},
		{From: "1.1.0", To: "1.2.0"},
	}}
	var out strings.Builder
	if err := Chart(&out, h); err != nil {
		t.Fatal(err)
	}
	titles := 0
	for decoder := xml.NewDecoder(strings.NewReader(out.String())); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if text, ok := token.(xml.CharData); ok && strings.HasPrefix(string(text), "1.0.0 to 1.1.0: ") {
			titles++
		}
	}
	if titles != 3 { // fails, misreads, ignores
		t.Errorf("the first step has %d bars", titles)
	}
	removed, operations := strings.Index(out.String(), ">response-field-removed<"), strings.Index(out.String(), ">operation-removed<")
	if removed < 0 || operations < removed || strings.Contains(out.String(), ">response-field-added<") {
		t.Errorf("the kinds are not in the order of their harm:\n%s", out.String())
	}
	for _, want := range []string{">1.1.0</text>", ">1.2.0</text>", ">2</text>"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the chart lacks %q", want)
		}
	}
}
