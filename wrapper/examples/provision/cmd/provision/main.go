// Command provision gives guests access to doors: see package provision. Run it with -h for what it can do.
package main

import (
	"os"

	"github.com/seam-go/seam/wrapper/examples/provision/internal/command"
)

func main() { os.Exit(command.Main(os.Args[1:])) }
