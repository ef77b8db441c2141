package normalize

import "strings"

// members maps the methods and fields of the services to their places.
type members map[string]string

// newMembers returns the fields of the services: the services below them.
func newMembers(ops []operation) members {
	m := members{}
	for _, op := range ops {
		group, _ := op.name()
		for i := 1; i < len(group); i++ {
			m[member(typeOf(strings.Join(group[:i], "/")), group[i])] = "service /" + strings.Join(group[:i+1], "/")
		}
	}
	return m
}

func member(service, name string) string { return fold(service) + "." + fold(name) }

// claim takes the names of an operation's methods: its own, and of a list with pages
// those of the methods that yield its pages and return one. It returns the operation
// or service that has one of them, "" if they are free.
func (m members) claim(path string, notes map[string]any) (other string) {
	service, method := notes["service"].(string), notes["method"].(string)
	names := []string{
		member(service, method),
		fold(service + "_" + method), // of its variable
	}
	if notes["returns"] == returnsPage {
		names = append(names, member(service, method+"_pages"), member(service, method+"_page"))
	}
	for _, name := range names {
		if other, taken := m[name]; taken {
			return other
		}
	}
	for _, name := range names {
		m[name] = path
	}
	return ""
}
