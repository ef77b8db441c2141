package memory

import "testing"

type row struct {
	id    string
	count int
}

func TestTable(t *testing.T) {
	table := NewTable[row]()
	first := table.Add(func(id string) row { return row{id: id} })
	second := table.Add(func(id string) row { return row{id: id} })
	if first.id == "" || first.id == second.id || len(table.All()) != 2 {
		t.Errorf("rows %v", table.All())
	}
	if got, ok := table.Update(first.id, func(r *row) bool { r.count++; return true }); got.count != 1 || !ok {
		t.Errorf("updated %v, %t", got, ok)
	}
	if got, ok := table.Update(first.id, func(r *row) bool { r.count++; return false }); got.count != 1 || ok {
		t.Errorf("kept %v, %t", got, ok)
	}
	if got, ok := table.Get(first.id); got.count != 1 || !ok {
		t.Errorf("stored %v, %t", got, ok)
	}
	if _, ok := table.Get("none"); ok {
		t.Error("found a row that does not exist")
	}
	if _, ok := table.Update("none", func(*row) bool { return true }); ok {
		t.Error("updated a row that does not exist")
	}
}
