package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"go/version"
	"os"
	"path/filepath"
	"runtime"

	"github.com/seam-go/seam/openapi/commandline"
)

var helloCommand = commandline.Command{
	Name:    "hello",
	Summary: "measure how many bytes a program grows",
	Help: `
It builds a program that creates one credential, and two that do the same without
this module: with net/http and encoding/json, and with net/http alone. The limit
holds for the difference to the smallest, or, from Go 1.27 on, to the one with
encoding/json.`,
	Examples: "go run ./tests/cmd/size hello -bytes 700000",
	Status:   overLimit,
	Setup:    setupHello,
}

func setupHello(flags *flag.FlagSet) func(context.Context) error {
	most := flags.Int64("bytes", 0, "how many `bytes` larger the program may be; 0 for no limit")
	return func(ctx context.Context) error {
		sizes, err := programs(ctx)
		if err != nil {
			return err
		}
		overBare, overPlain := sizes[hello]-sizes[bare], sizes[hello]-sizes[plain]
		fmt.Printf("hello with seam:   %d bytes\n", sizes[hello])
		fmt.Printf("  over net/http alone: %d\n", overBare)
		fmt.Printf("  over net/http and encoding/json: %d\n", overPlain)
		name := base(runtime.Version())
		if *most == 0 {
			return nil
		}
		fmt.Printf("  limit, over %s: %d\n", name, *most)
		if over := sizes[hello] - sizes[name]; over > *most {
			return fmt.Errorf("a program with seam is %d bytes larger than %s, limit %d", over, name, *most)
		}
		return nil
	}
}

// base returns the program to compare hello with: the one with net/http alone. From Go 1.27 on,
// encoding/json alone is larger than the limit, so both programs must have it.
func base(goVersion string) string {
	if version.Compare(goVersion, "go1.27") >= 0 {
		return plain
	}
	return bare
}

// programs returns the sizes of the programs, stripped as for a release.
func programs(ctx context.Context) (sizes map[string]int64, err error) {
	bin, err := os.MkdirTemp("", "size-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(bin)) }()
	sizes = map[string]int64{}
	for _, name := range []string{hello, plain, bare} {
		program := filepath.Join(bin, name)
		if _, err := build(ctx, consumer, nil, "-trimpath", "-ldflags=-s -w", "-o", program, "./"+name); err != nil {
			return nil, err
		}
		info, err := os.Stat(program)
		if err != nil {
			return nil, err
		}
		sizes[name] = info.Size()
	}
	return sizes, nil
}
