// Command decoders writes the decoding functions of package gen, after
// oapi-codegen has written its types and operations. go generate runs it.
//
//	go run ./openapi/cmd/decoders gen
package main

import (
	"fmt"
	"os"

	"github.com/seam-go/seam/openapi/decoders"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "decoders: give the folder of package gen, and nothing else")
		os.Exit(2)
	}
	if err := decoders.Write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "decoders:", err)
		os.Exit(1)
	}
}
