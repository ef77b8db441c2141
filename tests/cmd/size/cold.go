package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/seam-go/seam/openapi/commandline"
	"github.com/seam-go/seam/openapi/progress"
)

var coldCommand = commandline.Command{
	Name:    "cold",
	Summary: "measure how much longer a build with an empty cache takes",
	Help: `
It builds the three programs of size hello again and again, each time with an empty
build cache, and compares the processor time. The median counts. Five rounds of
three builds take several minutes: each compiles the standard library. Use it
before a release.`,
	Examples: "go run ./tests/cmd/size cold -pairs 3",
	Status:   overLimit,
	Setup:    setupCold,
}

func setupCold(flags *flag.FlagSet) func(context.Context) error {
	most := flags.Float64("percent", 5, "how many `percent` longer than with net/http alone the build may take")
	pairs := flags.Int("pairs", 5, "how many `times` each program is built")
	return func(ctx context.Context) error {
		if *pairs < 1 {
			return commandline.Misuse("-pairs: give at least 1")
		}
		builds, err := buildCold(ctx, *pairs)
		if err != nil {
			return err
		}
		printPackages(os.Stdout, builds[hello], builds[bare])
		overPlain, overBare := median(percentOver(builds[hello], builds[plain])), median(percentOver(builds[hello], builds[bare]))
		fmt.Printf("cold build, median: %+.1f%% over net/http and encoding/json, %+.1f%% over net/http alone (limit %g%%)\n",
			overPlain, overBare, *most)
		if overBare > *most {
			return fmt.Errorf("a cold build with seam takes %.1f%% longer, limit %g%%", overBare, *most)
		}
		return nil
	}
}

// coldBuild is a build with an empty cache. It counts processor time, which depends less on other
// programs than wall time.
type coldBuild struct {
	seconds  float64
	packages packages
}

// buildCold builds each program pairs times. The programs alternate, and each round begins with
// another one, so that noise affects all of them.
func buildCold(ctx context.Context, pairs int) (map[string][]coldBuild, error) {
	builds := map[string][]coldBuild{}
	order := []string{bare, plain, hello}
	bar := progress.New(os.Stderr, pairs*len(order))
	defer bar.Hide()
	for i := range pairs {
		for turn := range order {
			name := order[(i+turn)%len(order)]
			bar.Step("building " + name)
			b, err := buildOnce(ctx, name)
			if err != nil {
				return nil, err
			}
			builds[name] = append(builds[name], b)
		}
		bar.Hide()
		with, json, http := builds[hello][i:], builds[plain][i:], builds[bare][i:]
		fmt.Printf("cold build:        %.1f s with seam, %.1f s with net/http and encoding/json (%+.1f%%), %.1f s with net/http alone (%+.1f%%)\n",
			with[0].seconds, json[0].seconds, percentOver(with, json)[0], http[0].seconds, percentOver(with, http)[0])
	}
	return builds, nil
}

func buildOnce(ctx context.Context, name string) (b coldBuild, err error) {
	dir, err := os.MkdirTemp("", "size-")
	if err != nil {
		return coldBuild{}, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	graph := filepath.Join(dir, "graph.json")
	cache := "GOCACHE=" + filepath.Join(dir, "cache")
	c, err := build(ctx, consumer, []string{cache}, "-debug-actiongraph="+graph, "-o", filepath.Join(dir, name), "./"+name)
	if err != nil {
		return coldBuild{}, err
	}
	built, err := readPackages(graph)
	return coldBuild{c.processor.Seconds(), built}, err
}

// percentOver returns by how many percent each build took longer than the build without this module in the
// same round.
func percentOver(with, without []coldBuild) []float64 {
	percent := make([]float64, len(with))
	for i := range with {
		percent[i] = 100 * (with[i].seconds/without[i].seconds - 1)
	}
	return percent
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 0 {
		return (sorted[middle-1] + sorted[middle]) / 2
	}
	return sorted[middle]
}
