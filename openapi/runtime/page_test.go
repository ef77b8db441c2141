package runtime

import "testing"

func TestNewPageLeavesNullsOut(t *testing.T) {
	t.Parallel()
	for name, items := range map[string][]*int{
		"none":    nil,
		"only":    {nil, nil},
		"between": {nil, new(1), nil, new(2), nil},
	} {
		page, err := NewPage("/things/list", items, PageLink{})
		if err != nil {
			t.Fatal(err)
		}
		for i, item := range page.Items {
			if item == nil || *item != i+1 {
				t.Errorf("%s: item %d is %v", name, i, item)
			}
		}
		if name == "between" && len(page.Items) != 2 {
			t.Errorf("%s: %d items, want 2", name, len(page.Items))
		}
	}
}
