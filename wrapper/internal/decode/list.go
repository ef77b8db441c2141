package decode

import "reflect"

// list decodes an array, whose bracket comes next. As in encoding/json, items are decoded into those that
// the slice has already. An item that does not fit is left out: as a zero value it would look like an
// object without an ID.
func (r *reader) list(p *plan, v reflect.Value) bool {
	n, begin := 0, r.at
	r.enter()
	end := r.at // of the item before
	for i := 0; r.nextItem(); i++ {
		if i > 0 && n == 0 {
			r.replaceRaw(end, "") // Removes the comma after an item that was left out.
			end = r.at
		}
		if n == v.Cap() {
			r.grow(v, r.growBy(begin, n))
		}
		if n == v.Len() {
			v.SetLen(n + 1)
		}
		r.report.setStep(r.depth, indexStep(i))
		switch {
		case r.itemInto(p.elem, v.Index(n)):
			n++
		case r.tooDeep():
			return false
		default:
			r.replaceRaw(end, "")
		}
		end = r.at
	}
	if r.failed {
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

// itemInto decodes an item of a list into v.
func (r *reader) itemInto(p *plan, v reflect.Value) bool {
	if r.peek() == 'n' {
		return r.nullItem(p, v)
	}
	return r.value(p, v)
}

// nullItem decodes null in a list. It fits only a type that can represent null: callers expect no nil
// items, and no zero ones, which would look like objects without an ID.
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
	r.skipMalformed(begin, depth)
	return false
}

const (
	// maxGrowth bounds how many items a list grows by at once, and how many allocated items may stay
	// unused in the whole document.
	maxGrowth = 1000
	// maxGrowthDepth is the greatest depth of lists that grow by more than one item.
	maxGrowthDepth = 2
)

// growBy returns how many more items to allocate for a list of which n were read since begin. It expects
// the rest of the document to consist of items of the same length, which is true of a page.
func (r *reader) growBy(begin, n int) int {
	if n == 0 || r.depth > maxGrowthDepth || r.unused > maxGrowth {
		return 1
	}
	length := (r.at - begin) / n
	return min((len(r.data)-r.at)/length+1, maxGrowth)
}

// grow allocates n more items.
func (r *reader) grow(v reflect.Value, n int) {
	before := v.Cap()
	v.Grow(n)
	r.spend(uintptr(v.Cap()-before) * v.Type().Elem().Size())
}
