package decode

import "reflect"

// list reads an array, whose bracket comes next, as encoding/json does: into the
// items that are there, if there are any. An item that does not fit is left out
// rather than made zero: one without an id would be taken for an item.
func (r *reader) list(p *plan, v reflect.Value) bool {
	n, begin := 0, r.at
	r.enter()
	end := r.at // of the item before
	for i := 0; r.item(); i++ {
		if i > 0 && n == 0 {
			r.rewrite(end, "") // The comma after an item that was left out.
			end = r.at
		}
		if n == v.Cap() {
			r.grow(v, r.growBy(begin, n))
		}
		if n == v.Len() {
			v.SetLen(n + 1)
		}
		r.report.stepTo(r.depth, item(i))
		switch {
		case r.itemInto(p.elem, v.Index(n)):
			n++
		case r.tooDeep():
			return false
		default:
			r.rewrite(end, "")
		}
		end = r.at
	}
	if r.broken {
		return false
	}
	if n == 0 {
		v.Set(p.empty)
	}
	v.SetLen(n)
	if r.depth < maxGrowthDepth {
		r.unused += v.Cap() - n
	}
	return true
}

// itemInto is [reader.value] for an item of a list.
func (r *reader) itemInto(p *plan, v reflect.Value) bool {
	if r.peek() == 'n' {
		return r.nullItem(p, v)
	}
	return r.value(p, v)
}

// nullItem reads a null in a list. It fits only a type that has a word for it, because
// whoever goes through the list expects no item that is nil, or that looks like one
// without an id.
func (r *reader) nullItem(p *plan, v reflect.Value) bool {
	begin, depth := r.at, r.depth
	switch p.kind {
	case untyped:
		return r.value(p, v)
	case custom, other:
		v.SetZero()
		if r.read(p, v, 'n') && !v.IsZero() {
			return true
		}
		v.SetZero()
	}
	r.leaveOut(begin, depth)
	return false
}

// maxGrowth bounds the items for which there is room on the word of those before, and those
// in vain. maxGrowthDepth bounds how deep a list may lie for which there is.
const (
	maxGrowth      = 1000
	maxGrowthDepth = 2
)

// growBy is for how many more items a list, of which n were read since begin, needs
// room. One that is all of the result is as long as the document allows.
func (r *reader) growBy(begin, n int) int {
	if n == 0 || r.depth > maxGrowthDepth || r.unused > maxGrowth {
		return 1
	}
	length := (r.at - begin) / n
	return min((len(r.data)-r.at)/length+1, maxGrowth)
}

// grow makes room for n more items in a list.
func (r *reader) grow(v reflect.Value, n int) {
	before := v.Cap()
	v.Grow(n)
	r.spend(uintptr(v.Cap()-before) * v.Type().Elem().Size())
}
