package runtime

import "testing"

func TestHide(t *testing.T) {
	t.Parallel()
	text, empty, pointer, list := "secret", "", new("secret"), []string{"secret"}
	hide(&text)
	hide(&empty)
	hide(&pointer)
	hide(&list)
	if text != redacted || empty != "" || pointer != nil || list != nil {
		t.Errorf("left %q, %q, %v, %v", text, empty, pointer, list)
	}
}
