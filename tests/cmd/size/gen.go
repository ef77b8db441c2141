package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/seam-go/seam/openapi/commandline"
)

const genPackage = "github.com/seam-go/seam/gen"

// genCompiles is how often gen is compiled. The best run counts, because noise affects it least.
const genCompiles = 3

var genCommand = commandline.Command{
	Name:    "gen",
	Summary: "measure the time and memory to compile gen/ alone",
	Help: `
It compiles package gen three times, without the packages that it imports, and
compares the best compile with the limits. The time is that on an idle machine: the
processor time, where that is less than the time that passed. It takes some seconds
on an idle machine.`,
	Examples: "go run ./tests/cmd/size gen -seconds 1 -kib 200000",
	Status:   overLimit,
	Setup:    setupGen,
}

func setupGen(flags *flag.FlagSet) func(context.Context) error {
	seconds := flags.Float64("seconds", 0, "how many `seconds` the best compile may take; 0 for no limit")
	kib := flags.Int64("kib", 0, "how much memory the best compile may take, in `KiB`; 0 for no limit")
	return func(ctx context.Context) error {
		compiles, err := compileGen(ctx)
		if err != nil {
			return err
		}
		for _, c := range compiles {
			fmt.Printf("compile gen/:      %.2f s (%.2f s of a processor), %v\n", c.wall.Seconds(), c.processor.Seconds(), c.peak)
		}
		return checkGen(compiles, *seconds, peak(*kib))
	}
}

// compileGen compiles gen alone. The packages that gen imports come from the build cache; a
// meaningless flag, different in each run, keeps gen itself out of it.
func compileGen(ctx context.Context) ([]cost, error) {
	if _, err := build(ctx, ".", nil, genPackage); err != nil {
		return nil, err
	}
	compiles := make([]cost, genCompiles)
	for i := range compiles {
		newFlag := fmt.Sprintf("-gcflags=%s=-D=size-%d-%d-%d", genPackage, os.Getpid(), time.Now().UnixNano(), i)
		c, err := build(ctx, ".", nil, newFlag, genPackage)
		if err != nil {
			return nil, err
		}
		compiles[i] = c
	}
	return compiles, nil
}

// checkGen compares the lowest time and the lowest memory with the limits that are not 0.
func checkGen(compiles []cost, seconds float64, most peak) error {
	fastest := slices.MinFunc(compiles, func(a, b cost) int { return cmp.Compare(a.idleTime(), b.idleTime()) })
	smallest := slices.MinFunc(compiles, func(a, b cost) int { return cmp.Compare(a.peak, b.peak) })
	var problems []error
	if took := fastest.idleTime().Seconds(); seconds > 0 && took > seconds {
		problems = append(problems, fmt.Errorf("gen/ compiles in %.2f s at best, limit %g s", took, seconds))
	}
	if most > 0 && smallest.peak > most {
		problems = append(problems, fmt.Errorf("gen/ compiles in %d KiB at best, limit %d KiB", smallest.peak, most))
	}
	return errors.Join(problems...)
}
