package runtime

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"
)

// parts is a value of everything that a request may consist of.
type parts struct {
	Text     *string
	When     *time.Time
	IDs      []string
	Inner    []*parts
	Values   map[string]any
	Array    [1]*int
	Null     Nullable[[]string]
	Any      any
	Same     *string
	unshared *int
}

func filled() *parts {
	text := new("a")
	return &parts{
		Text: text, Same: text, When: new(time.Date(2026, 1, 2, 3, 4, 5, 6, time.FixedZone("", 3600))), IDs: []string{"a"},
		Inner: []*parts{{Text: new("b")}, nil}, Values: map[string]any{"a": map[string]any{"b": []any{1, "c", nil}}},
		Array: [1]*int{new(1)}, Null: Value([]string{"a"}), Any: &parts{IDs: []string{"x"}}, unshared: new(1),
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestDeepCopySharesNothing(t *testing.T) {
	t.Parallel()
	original := filled()
	fresh := deepCopy(original).(*parts)
	if !reflect.DeepEqual(fresh, original) || fresh.Same != fresh.Text {
		t.Fatalf("copied %+v to %+v", original, fresh)
	}
	before := asJSON(t, fresh)
	*original.Text, *original.When, original.IDs[0], *original.Inner[0].Text = "z", time.Time{}, "z", "z"
	original.Values["a"].(map[string]any)["b"].([]any)[0] = "z"
	original.Values["z"] = "z"
	*original.Array[0] = 9
	original.Null[true][0] = "z"
	original.Any.(*parts).IDs[0] = "z"
	if after := asJSON(t, fresh); after != before {
		t.Errorf("the copy changed from %s to %s", before, after)
	}
}

func TestDeepCopyOfNothing(t *testing.T) {
	t.Parallel()
	if deepCopy((*parts)(nil)) != (*parts)(nil) {
		t.Error("nil became something")
	}
	if fresh := deepCopy(&parts{IDs: []string{}}).(*parts); fresh.IDs == nil || fresh.Values != nil || fresh.Any != nil {
		t.Errorf("copied to %+v", fresh)
	}
}

// A value may hold itself, in whichever way.
func TestDeepCopyEnds(t *testing.T) {
	t.Parallel()
	p, m, s := &parts{}, map[string]any{}, make([]any, 2)
	p.Inner, m["a"], m["b"] = []*parts{p}, m, m
	s[0], s[1] = s, p
	p.Any, p.Values = s, m
	fresh := deepCopy(p).(*parts)
	if fresh == p || fresh.Inner[0] != fresh || fresh.Any.([]any)[1] != any(fresh) {
		t.Errorf("%p became %p", p, fresh)
	}
}
