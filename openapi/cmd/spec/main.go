// Command spec keeps the vendored OpenAPI document: it fetches it, normalises
// it for the code generator, checks that the files and their stamp agree, and
// says what a new document changes for whom.
//
//	go run ./openapi/cmd/spec fetch -from npm:@seamapi/types@latest
//	go run ./openapi/cmd/spec drift -to npm:@seamapi/types@latest
//	go run ./openapi/cmd/spec -h
package main

import (
	"context"
	"os"
	"os/signal"

	"github.com/seam-go/seam/openapi/normalize"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	c := &command{stdout: os.Stdout, stderr: os.Stderr, normalize: normalize.Normalize}
	code := c.run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}
