package drift

import (
	"slices"
	"testing"
)

func TestRulesToReview(t *testing.T) {
	t.Parallel()
	whole := Rule{Text: "whole", Operation: "/things/do"}
	field := Rule{Text: "field", Operation: "/things/do", Field: "a"}
	other := Rule{Text: "other", Operation: "/others/do"}
	limit := `{"type": "string", "maxLength": 8}`
	for _, test := range []struct {
		name     string
		from, to parts
		want     []string
	}{
		{"nothing", sends(`"a": ` + anyText), sends(`"a": ` + anyText), nil},
		{"the field", sends(`"a": ` + anyText), sends(`"a": ` + limit), []string{"whole", "field"}},
		{"another field", sends(`"a": ` + anyText + `, "b": ` + anyText), sends(`"a": ` + anyText + `, "b": ` + limit), []string{"whole"}},
		{"a limit that harms no program", sends(`"a": ` + limit), sends(`"a": ` + anyText), []string{"field"}},
		{"the description of the operation", parts{Notes: `"description": "Does."`}, parts{Notes: `"description": "Does it."`}, []string{"whole"}},
		{"who may call it", secured("", "api_key"), secured("", "client_session"), nil},
		{"the response", answers(""), answers(`"a": ` + anyText), nil},
		{"the operation is gone", parts{Paths: otherPath}, parts{}, []string{"other"}},
	} {
		report, err := Compare([]byte(test.from.JSON()), []byte(test.to.JSON()), whole, field, other)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, rule := range report.Rules {
			got = append(got, rule.Text)
			if len(rule.Changes) == 0 {
				t.Errorf("%s: the rule %q names no change", test.name, rule.Text)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: rules %q, want %q", test.name, got, test.want)
		}
	}
}
