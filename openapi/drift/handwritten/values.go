package handwritten

import (
	"go/constant"
	"go/types"
)

// value identifies a constant by its type and its text in JSON.
type value struct {
	of   types.Object
	text string
}

// valuesOf returns the names of the string constants in a package.
func valuesOf(scope *types.Scope) map[value]string {
	values := map[value]string{}
	for _, name := range scope.Names() {
		c, ok := scope.Lookup(name).(*types.Const)
		if !ok || c.Val().Kind() != constant.String {
			continue
		}
		if named := namedOf(c.Type()); named != nil {
			values[value{named.Obj(), constant.StringVal(c.Val())}] = name
		}
	}
	return values
}
