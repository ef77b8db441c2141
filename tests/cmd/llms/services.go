package main

import (
	"reflect"
	"slices"
	"strings"

	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// service is a service of the client, or the fake Seam of a test.
type service struct {
	path string // such as client.ACS.Users
	typ  reflect.Type
}

// services lists the services of the client, in the order of their paths, and the fake.
func services() []service {
	all := below(service{"client", reflect.TypeFor[*seam.Client]()})
	slices.SortFunc(all, func(a, b service) int { return strings.Compare(a.path, b.path) })
	return append(all, service{"srv", reflect.TypeFor[*seamtest.Server]()})
}

// below returns s and the services in its fields.
func below(s service) []service {
	found := []service{s}
	for _, field := range reflect.VisibleFields(s.typ.Elem()) {
		if field.IsExported() && !field.Anonymous && isService(field.Type) {
			found = append(found, below(service{s.path + "." + field.Name, field.Type})...)
		}
	}
	return found
}

func isService(typ reflect.Type) bool { return strings.HasSuffix(typ.String(), "Service") }
