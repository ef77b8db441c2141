package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// openapiDir finds the openapi folder of the module around the working
// directory, so that go generate, make and a person all reach the same one.
func openapiDir() (string, error) {
	at, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("working directory: %w", err)
	}
	for {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return filepath.Join(at, "openapi"), nil
		}
		up := filepath.Dir(at)
		if up == at {
			return "", errors.New("there is no go.mod here or above: run it inside the module, or give -dir")
		}
		at = up
	}
}
