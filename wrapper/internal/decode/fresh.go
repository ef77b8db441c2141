package decode

import (
	"reflect"
	"time"
)

// blockLen is how many small values share a piece of memory, which one that is kept
// keeps.
const blockLen = 8

// blocks are memory for values that pointers point to: asking for many at once costs
// less.
type blocks struct {
	times []time.Time
	bools []bool
}

// fresh is a pointer to a new value.
func (r *reader) fresh(p *plan) reflect.Value {
	switch p.typ {
	case timeType:
		return reflect.ValueOf(next(&r.blocks.times))
	case boolType:
		return reflect.ValueOf(next(&r.blocks.bools))
	default:
		r.spend(p.typ.Size())
		return reflect.New(p.typ)
	}
}

func next[T any](block *[]T) *T {
	if len(*block) == 0 {
		*block = make([]T, blockLen)
	}
	v := &(*block)[0]
	*block = (*block)[1:]
	return v
}
