package main

import (
	"reflect"
	"slices"
	"strings"

	seam "github.com/seam-go/seam/wrapper"
)

// service is a service of the client.
type service struct {
	path string // such as client.ACS.Users
	typ  reflect.Type
}

// services lists the services of the client, in the order of their paths.
func services() []service {
	all := below(service{"client", reflect.TypeFor[*seam.Client]()})
	slices.SortFunc(all, func(a, b service) int { return strings.Compare(a.path, b.path) })
	return all
}

// below returns s and the services in its fields.
func below(s service) []service {
	found := []service{s}
	for _, field := range reflect.VisibleFields(s.typ.Elem()) {
		if field.IsExported() && !field.Anonymous && strings.HasSuffix(field.Type.String(), "Service") {
			found = append(found, below(service{s.path + "." + field.Name, field.Type})...)
		}
	}
	return found
}
