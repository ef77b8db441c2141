package source

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/seam-go/seam/openapi/source/literal"
)

const (
	npmPrefix  = "npm:"
	npmPackage = "@seamapi/types"

	// npmTimeout bounds all that npm does for one document.
	npmTimeout = 3 * time.Minute
)

// The files of the package that are read.
const (
	moduleInPackage  = "package/lib/seam/connect/openapi.js"
	licenceInPackage = "package/LICENSE.txt"
)

// fetchNPM takes the document out of the npm package in which Seam releases it.
func fetchNPM(ctx context.Context, from string) (*Document, error) {
	version, err := npmVersion(from)
	if err != nil {
		return nil, err
	}
	doc, err := fetchVersion(ctx, version)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", Release(version), err)
	}
	return doc, nil
}

// plainVersion is a version or a tag. It leaves out all that npm could take for
// an option, a range or an address, a shell for a command, and a terminal for
// more than text.
var plainVersion = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z.+-]{0,63}$`)

// npmVersion reads the version out of "npm:@seamapi/types@VERSION", or out of
// "npm:VERSION".
func npmVersion(from string) (string, error) {
	version := strings.TrimPrefix(from, npmPrefix)
	version = strings.TrimPrefix(version, npmPackage+"@")
	if !plainVersion.MatchString(version) {
		return "", fmt.Errorf("%s: it names no version of %s: write %s%s@1.977.0 or %s", from, npmPackage, npmPrefix, npmPackage, NPMLatest)
	}
	return version, nil
}

func fetchVersion(ctx context.Context, version string) (doc *Document, err error) {
	err = withNPM(ctx, func(ctx context.Context, npm npmClient) error {
		doc, err = npm.document(ctx, version)
		return err
	})
	return doc, err
}

// withNPM gives npm an empty folder to work in, for as long as it may take.
func withNPM(ctx context.Context, work func(ctx context.Context, npm npmClient) error) error {
	ctx, cancel := context.WithTimeout(ctx, npmTimeout)
	defer cancel()
	path, err := exec.LookPath("npm")
	if err != nil {
		return missingNPM(err)
	}
	dir, err := os.MkdirTemp("", "seam-openapi-")
	if err != nil {
		return fmt.Errorf("temporary folder: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := os.WriteFile(filepath.Join(dir, guardFile), []byte(guard), 0o600); err != nil {
		return fmt.Errorf("temporary file: %w", err)
	}
	return work(ctx, npmClient{path: path, dir: dir})
}

// missingNPM names the program that was not found, once.
func missingNPM(err error) error {
	if missing, ok := errors.AsType[*exec.Error](err); ok {
		err = missing.Err
	}
	return fmt.Errorf("%w (npm: %w): install npm, or take a URL or a local file", ErrNoNPM, err)
}

// document takes the document out of a version of the package. Nothing of the
// package runs: the module is read as text.
func (c npmClient) document(ctx context.Context, version string) (*Document, error) {
	pkg, err := c.pack(ctx, version)
	if err != nil {
		return nil, err
	}
	files, err := readMembers(pkg.tarball, moduleInPackage, licenceInPackage)
	if err != nil {
		return nil, fmt.Errorf("the package cannot be unpacked: %w: take another version or a local file", err)
	}
	module, ok := files[moduleInPackage]
	if !ok {
		return nil, fmt.Errorf("the package has no %s, Seam may have moved it: take another version or a local file", moduleInPackage)
	}
	data, err := literal.JSON(module)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: only an object literal is read, and no code is run: take another version or a local file", moduleInPackage, err)
	}
	doc, err := newDocument(Release(pkg.version), data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: take another version", moduleInPackage, err)
	}
	doc.Version, doc.Integrity, doc.Licence = pkg.version, pkg.integrity, files[licenceInPackage]
	return doc, nil
}
