// Command spec maintains the vendored OpenAPI document: it fetches the document,
// normalises it for the code generator, checks that the files agree with their stamp,
// and reports what a new document changes for users.
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
	c := &command{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, normalize: normalize.Normalize}
	status := c.run(ctx, os.Args[1:])
	stop()
	os.Exit(status)
}
