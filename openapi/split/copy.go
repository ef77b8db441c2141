package split

import (
	"bytes"
	"fmt"
)

// copyOf returns a file of package runtime as a file of package gen.
func copyOf(name string, text []byte) ([]byte, error) {
	before, after, found := bytes.Cut(text, []byte("package runtime\n"))
	if !found || len(before) > 0 {
		return nil, fmt.Errorf("openapi/runtime/%s does not begin with its package clause: only embed.go has a package comment", name)
	}
	head := fmt.Sprintf("// Code generated from openapi/runtime/%s by spec gen. DO NOT EDIT.\n\npackage gen\n", name)
	return append([]byte(head), after...), nil
}
