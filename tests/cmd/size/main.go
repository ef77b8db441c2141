// Command size measures how this module affects a program and its build. It exits with an error if a
// figure is over its limit.
//
//	go run ./tests/cmd/size -h
//
// The program is tests/modules/consumer/hello, which creates one credential. In the same folder,
// plain does the same with net/http and encoding/json, and bare with net/http alone. Run size from the
// root of the module.
package main

import (
	"os"

	"github.com/seam-go/seam/openapi/commandline"
)

func main() { os.Exit(commandline.Main(program)) }

var program = commandline.Command{
	Name:    "size",
	Summary: "measure how this module affects a program and its build",
	Help: `
Use it after gen/ or the code that a program links grew. The limits are flags,
which make size and make size-cold set. It runs from the root of the module.`,
	Commands: []commandline.Command{genCommand, helloCommand, coldCommand},
}

// overLimit is what the exit statuses of each command mean.
var overLimit = [3]string{0: "within the limits", 1: "over a limit, or not measured; stderr has the reason"}
