package seam_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

func TestIssuesOf(t *testing.T) {
	since := time.Date(2025, 7, 13, 0, 0, 0, 0, time.UTC)
	device := &gen.Device{
		Errors:   []gen.DeviceError{{ErrorCode: "of tomorrow", Message: "m", CreatedAt: since}},
		Warnings: []gen.DeviceWarning{{WarningCode: gen.DeviceWarningCodePowerSavingMode, Message: "n"}},
	}
	want := []seam.Issue{{Code: "of tomorrow", Message: "m", Since: since}, {IsWarning: true, Code: "power_saving_mode", Message: "n"}}
	for name, resource := range map[string]any{"a pointer": device, "a value": *device} {
		if got := seam.IssuesOf(resource); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v", name, got)
		}
	}
	if got := seam.IssuesOf(&seam.Credential{Errors: []seam.CredentialError{{Code: "c"}}}); len(got) != 1 || got[0].String() != "error c: " {
		t.Errorf("a credential: %v", got)
	}
	if got := seam.IssuesOf(&seam.AccessGrant{AccessGrant: gen.AccessGrant{Warnings: []gen.AccessGrantWarning{{WarningCode: "w"}}}}); len(got) != 1 || got[0].Code != "w" {
		t.Errorf("a grant: %v", got)
	}
	for _, nothing := range []any{nil, (*gen.Device)(nil), gen.Space{}, "text", 7, struct{ Errors int }{}} {
		if got := seam.IssuesOf(nothing); got != nil {
			t.Errorf("%T: %v", nothing, got)
		}
	}
}

// IssuesOf works for every type of package gen that has errors or warnings.
func TestIssuesOfEveryResource(t *testing.T) {
	checked := 0
	for _, batch := range []any{gen.AccessGrantsGetRelatedBatch{}, gen.AccessMethodsGetRelatedBatch{}, gen.SpacesGetRelatedBatch{}} {
		for field := range reflect.TypeOf(batch).Fields() {
			resource := reflect.New(field.Type.Elem())
			want := 0
			for _, name := range []string{"Errors", "Warnings"} {
				list := resource.Elem().FieldByName(name)
				if !list.IsValid() {
					continue
				}
				item := reflect.New(list.Type().Elem()).Elem()
				item.FieldByName(name[:len(name)-1] + "Code").SetString("c")
				item.FieldByName("Message").SetString("m")
				list.Set(reflect.Append(list, item))
				want++
			}
			got := seam.IssuesOf(resource.Interface())
			if len(got) != want {
				t.Errorf("%s: %v", field.Type, got)
			}
			for _, issue := range got {
				checked++
				if issue.Code != "c" || issue.Message != "m" {
					t.Errorf("%s: %v", field.Type, issue)
				}
			}
		}
	}
	if checked < 10 {
		t.Errorf("%d issues checked", checked)
	}
}
