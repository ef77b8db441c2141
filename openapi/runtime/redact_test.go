package runtime

import "testing"

func TestWithoutSecrets(t *testing.T) {
	t.Parallel()
	type session struct {
		ID            string
		Token, Secret string
		Key           *string
		Parts         []string
	}
	got := withoutSecrets(session{"a", "hidden", "", new("hidden"), []string{"b"}}, "Token", "Secret", "Key")
	if want := "{ID:a Token:[redacted] Secret: Key:[redacted] Parts:[b]}"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
