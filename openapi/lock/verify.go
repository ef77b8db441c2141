package lock

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// generate is the command that generates all files from the vendored document.
const generate = "make generate"

// Verify compares the files of the openapi folder dir with its stamp. The error has one
// line for each mismatch, with its remedy, so that one run shows all of them.
func Verify(dir string) error {
	l, err := Read(dir)
	if err != nil {
		return err
	}
	return errors.Join(l.verifyVendored(dir), l.verifyNormalized(dir), l.verifyTools(dir))
}

func (l *Lock) verifyVendored(dir string) error {
	fetchAgain := "make spec FROM=" + l.Source
	data, err := readStamped(dir, Vendored, fetchAgain)
	if err != nil {
		return err
	}
	return errors.Join(
		verifySum(Vendored, data, l.SHA256.Vendored, fetchAgain),
		l.verifyCounts(data, fetchAgain),
	)
}

func (l *Lock) verifyNormalized(dir string) error {
	data, err := readStamped(dir, Normalized, generate)
	if err != nil {
		return err
	}
	return verifySum(Normalized, data, l.SHA256.Normalized, generate)
}

func readStamped(dir, name, remedy string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w: run `%s`", name, err, remedy)
	}
	return data, nil
}

func verifySum(name string, data []byte, want, remedy string) error {
	if got := Sum(data); got != want {
		return fmt.Errorf("%s has sha256 %.12s…, stamped is %.12s…: run `%s`", name, got, want, remedy)
	}
	return nil
}

func (l *Lock) verifyCounts(document []byte, remedy string) error {
	inv, err := TakeInventory(document)
	if err != nil {
		return fmt.Errorf("%s: %w: run `%s`", Vendored, err, remedy)
	}
	if inv.Counts != l.Counts {
		return fmt.Errorf("%s has %v, stamped are %v: run `%s`", Vendored, inv.Counts, l.Counts, remedy)
	}
	return nil
}

func (l *Lock) verifyTools(dir string) error {
	got, err := ToolVersions(dir)
	if err != nil {
		return err
	}
	if got != l.Tools {
		return fmt.Errorf("pinned are %v, stamped are %v: run `%s`", got, l.Tools, generate)
	}
	return nil
}
