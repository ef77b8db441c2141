package normalize

import (
	"strings"
	"testing"
)

func TestMeasureNames(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("abcde_", 10) // 50 letters
	for name, test := range map[string]struct {
		schemas string
		want    []string
	}{
		"60 letters":        {`"` + long + `fghij_klmno": ` + object(`"x": {"type": "string"}`), nil},
		"61 letters":        {`"` + long + `fghij_klmnop": ` + object(`"x": {"type": "string"}`), []string{"fghij_klmnop: ", "61 letters", "shortNames"}},
		"a value":           {`"` + long + `": ` + enum("fghijklmnop"), []string{long + ": ", `"fghijklmnop"`, "61 letters", "valueRenames"}},
		"a value that fits": {`"` + long + `": ` + enum("fghijklmno"), nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := undecidedOf(t, docOf(test.schemas, ""), "names", "values", "lengths")
			if test.want == nil {
				if err != nil {
					t.Error(err)
				}
				return
			}
			wantError(t, err, test.want...)
		})
	}
}
