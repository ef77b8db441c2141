package seamtest_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// limited returns the ID of a new lock with constraints on its access codes.
func (w *world) limited(constraints ...map[string]any) string {
	return w.srv.AddDevice(seamtest.Device{Properties: map[string]any{"code_constraints": constraints}})
}

func TestCodeConstraints(t *testing.T) {
	for kind, test := range map[gen.CodeConstraintType]struct {
		field        string
		refuses      []string
		takes        []string
		more         map[string]any
		existingCode string
	}{
		"no_zeros":                            {field: "code", refuses: []string{"1204"}, takes: []string{"1234"}},
		"cannot_contain_089":                  {field: "code", refuses: []string{"1284", "1294", "1204"}, takes: []string{"1734"}},
		"cannot_contain_0789":                 {field: "code", refuses: []string{"1274", "1284"}, takes: []string{"1634"}},
		"cannot_start_with_12":                {field: "code", refuses: []string{"1245"}, takes: []string{"2145", "4125"}},
		"no_all_same_digits":                  {field: "code", refuses: []string{"7777"}, takes: []string{"7778"}},
		"at_least_three_unique_digits":        {field: "code", refuses: []string{"7887"}, takes: []string{"7889"}},
		"no_triple_consecutive_ints":          {field: "code", refuses: []string{"1239", "9321", "5557"}, takes: []string{"1357", "9887"}},
		"no_ascending_or_descending_sequence": {field: "code", refuses: []string{"3456", "6543"}, takes: []string{"3457"}},
		"unique_first_four_digits":            {field: "code", existingCode: "4711", refuses: []string{"47112"}, takes: []string{"47121"}},
		"cannot_specify_pin_code":             {field: "code", refuses: []string{"4711"}},
		"name_length":                         {field: "name", refuses: []string{"J", "Jane Johansson"}, takes: []string{"Jo", "Jane"}, more: map[string]any{"min_length": 2, "max_length": 8}},
		"name_must_be_unique":                 {field: "name", existingCode: "4711", refuses: []string{"Room 4711"}, takes: []string{"Jane"}},
		"start_date_in_future":                {field: "starts_at", refuses: []string{"2024-02-01T09:00:00Z"}, takes: []string{"2024-02-01T11:00:00Z"}},
	} {
		t.Run(string(kind), func(t *testing.T) {
			w := newWorld(t)
			constraint := map[string]any{"constraint_type": kind}
			maps.Copy(constraint, test.more)
			lock := w.limited(constraint)
			if pin := test.existingCode; pin != "" {
				w.makeCode(`{'device_id':'` + lock + `','code':'` + pin + `','name':'Room ` + pin + `'}`)
			}
			body := func(value string) string {
				fields := `'` + test.field + `':'` + value + `'`
				if test.field == "starts_at" {
					fields += `,'ends_at':'2024-02-05T10:00:00Z'`
				}
				return fields
			}
			for _, value := range test.refuses {
				status, text := w.post(codeCreate, `{'device_id':'`+lock+`',`+body(value)+`}`)
				if status != 400 || !strings.Contains(text, `"`+test.field+`":{"_errors"`) {
					t.Errorf("%s: %d %s", value, status, text)
				}
			}
			id := w.makeCode(`{'device_id':'` + lock + `','starts_at':'2024-02-02T10:00:00Z','ends_at':'2024-02-05T10:00:00Z'}`)
			for _, value := range test.refuses {
				w.refusedAs(codeUpdate, `{'access_code_id':'`+id+`',`+body(value)+`}`, 400, "invalid_input")
			}
			for _, value := range test.takes {
				w.makeCode(`{'device_id':'` + lock + `',` + body(value) + `}`)
			}
		})
	}
}

// A generated PIN keeps to the constraints of its device.
func TestGeneratedPINKeepsToConstraints(t *testing.T) {
	w := newWorld(t)
	lock := w.limited(
		map[string]any{"constraint_type": "cannot_contain_0789"}, map[string]any{"constraint_type": "cannot_start_with_12"},
		map[string]any{"constraint_type": "no_triple_consecutive_ints"}, map[string]any{"constraint_type": "cannot_specify_pin_code"},
	)
	for range 40 {
		pin := w.code(w.makeCode(`{'device_id':'` + lock + `'}`))["code"].(string)
		if len(pin) != 4 || strings.ContainsAny(pin, "0789") || strings.HasPrefix(pin, "12") || isRun(pin[:3]) {
			t.Errorf("PIN %s", pin)
		}
	}
}

func TestMaxActiveCodes(t *testing.T) {
	w := newWorld(t)
	lock := w.srv.AddDevice(seamtest.Device{Properties: map[string]any{"max_active_codes_supported": 2, "supported_code_lengths": []any{5}}})
	on := `{'device_id':'` + lock + `'`
	first := w.makeCode(on + `,'starts_at':'2024-02-02T10:00:00Z','ends_at':'2024-02-03T10:00:00Z'}`)
	w.makeCode(on + `,'code':'12345'}`)
	w.refusedAs(codeCreate, on+`}`, 409, "no_space_for_access_code_on_device")
	w.refusedAs(codeCreate, on+`,'code':'54321'}`, 409, "no_space_for_access_code_on_device")
	w.ok(codeUpdate, `{'access_code_id':'`+first+`','code':'54321'}`)
	w.now = w.now.Add(72 * time.Hour)
	w.makeCode(on + `,'code':'67890'}`) // the first has ended
}

func TestCommonCodeKey(t *testing.T) {
	w := newWorld(t)
	front, back := w.srv.AddDevice(seamtest.Device{}), w.srv.AddDevice(seamtest.Device{})
	w.makeCode(`{'device_id':'` + front + `','code':'4711','common_code_key':'cleaners'}`)
	on := `{'device_id':'` + back + `','common_code_key':'cleaners'`
	w.refusedAs(codeCreate, on+`,'code':'1234'}`, 400, "invalid_input")
	if code := w.code(w.makeCode(on + `}`)); code["code"] != "4711" {
		t.Errorf("the second code %v", code)
	}
}

func TestLinkedCodesWithOwnPIN(t *testing.T) {
	w := newWorld(t)
	front, back := w.srv.AddDevice(seamtest.Device{}), w.srv.AddDevice(seamtest.Device{})
	text := w.ok("/access_codes/create_multiple", `{'device_ids':['`+front+`','`+back+`'],'code':'4711'}`)
	for _, code := range decode(t, text)["access_codes"].([]any) {
		if code := code.(map[string]any); code["code"] != "4711" || code["common_code_key"] != nil {
			t.Errorf("code %v", code)
		}
	}
}

// isRun reports whether digits ascend or descend one by one.
func isRun(digits string) bool {
	const up, down = "123456", "654321"
	return strings.Contains(up, digits) || strings.Contains(down, digits)
}
