package handwritten

import (
	"go/constant"
	"go/types"
)

// value is a constant of a type, by what it stands for in JSON.
type value struct {
	of   types.Object
	text string
}

// valuesOf are the names of the constants in a package.
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
