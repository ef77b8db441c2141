package decode_test

import (
	"strings"
	"testing"

	"github.com/seam-go/seam/wrapper/internal/decode"
)

func TestRewrite(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]string{
		`{"a":"se\u0063ret"}`:                             `{"a":"***"}`,
		` [1e9, "x se\u0063ret y" ,{"se\u0063ret":null}]`: ` [1e9, "x *** y" ,{"***":null}]`,
		`"\"se\u0063ret\""`:                               `"\"***\""`,
		`{"a":"\u0061","b":"secret\n"}`:                   `{"a":"\u0061","b":"***\n"}`,
		`{"a":"secret"}`:                                  `{"a":"secret"}`,
		`{"a":"se\u0063ret"`:                              `{"a":"se\u0063ret"`,
		`se\u0063ret`:                                     `se\u0063ret`,
		``:                                                ``,
	} {
		change := func(s string) string { return strings.ReplaceAll(s, "secret", "***") }
		if got := string(decode.Rewrite([]byte(document), change)); got != want {
			t.Errorf("%s: %s, want %s", document, got, want)
		}
	}
}
