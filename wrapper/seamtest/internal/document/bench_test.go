package document

import "testing"

// BenchmarkLoad measures reading the document, which the first request of a process does.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		read()
	}
}

// BenchmarkFirstCheck measures the first validation for one operation, which builds its schemas.
func BenchmarkFirstCheck(b *testing.B) {
	d := read()
	for b.Loop() {
		clear(d.schemas)
		op := d.operation("/events/list", d.paths["/events/list"])
		op.Check(map[string]any{})
	}
}

// BenchmarkCheck measures validation when the schemas are already built.
func BenchmarkCheck(b *testing.B) {
	op, _ := Lookup("/acs/credentials/create")
	params := map[string]any{"acs_user_id": "8d7e0b3a-b889-49a7-9164-4b71a0506a33", "access_method": "code", "ends_at": "2024-02-01T10:00:00Z"}
	for b.Loop() {
		if found := op.Check(params); found != nil {
			b.Fatal(found)
		}
	}
}
