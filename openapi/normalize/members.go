package normalize

import "strings"

// members are the methods and fields of the services.
type members map[string]string // service and name -> what has the name

// newMembers returns the fields: the services that services hold.
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
// that of the method that returns a page. It returns what has one of them, "" if
// both are free.
func (m members) claim(path string, notes map[string]any) (other string) {
	service, method := notes["service"].(string), notes["method"].(string)
	names := []string{
		member(service, method),
		fold(service + "_" + method), // of its variable
	}
	if notes["returns"] == returnsPage {
		names = append(names, member(service, method+"_page"))
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
