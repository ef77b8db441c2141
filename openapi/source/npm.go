package source

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"
)

const (
	npmPrefix  = "npm:"
	npmPackage = "@seamapi/types"

	// npmTimeout bounds all that npm and node do for one document.
	npmTimeout = 3 * time.Minute
)

// Where the package keeps what is wanted from it.
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

// plainVersion is a version or a tag. It leaves out whatever npm could take for
// an option, a range or an address.
var plainVersion = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z.+-]*$`)

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
	err = withTools(ctx, func(ctx context.Context, npm npmClient, node string) error {
		doc, err = npm.document(ctx, node, version)
		return err
	})
	return doc, err
}

// withTools gives npm and node an empty folder to work in, for as long as they may take.
func withTools(ctx context.Context, work func(ctx context.Context, npm npmClient, node string) error) error {
	ctx, cancel := context.WithTimeout(ctx, npmTimeout)
	defer cancel()
	npm, node, err := findTools()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "seam-openapi-")
	if err != nil {
		return fmt.Errorf("temporary folder: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	return work(ctx, npmClient{path: npm, dir: dir}, node)
}

// document takes the document out of a version of the package.
func (c npmClient) document(ctx context.Context, node, version string) (*Document, error) {
	pkg, err := c.pack(ctx, version)
	if err != nil {
		return nil, err
	}
	files, err := readMembers(pkg.tarball, moduleInPackage, licenceInPackage)
	if err != nil {
		return nil, fmt.Errorf("the package cannot be unpacked: %w: try again", err)
	}
	module, ok := files[moduleInPackage]
	if !ok {
		return nil, fmt.Errorf("the package has no %s, Seam may have moved it: take another version or a local file", moduleInPackage)
	}
	data, err := evaluate(ctx, node, c.dir, module)
	if err != nil {
		return nil, err
	}
	doc, err := newDocument(Release(pkg.version), data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: take another version", moduleInPackage, err)
	}
	doc.Version, doc.Integrity, doc.Licence = pkg.version, pkg.integrity, files[licenceInPackage]
	return doc, nil
}

// findTools looks for both programs first, so that a missing node does not show
// only after a download.
func findTools() (npm, node string, err error) {
	npm, errNPM := exec.LookPath("npm")
	node, errNode := exec.LookPath("node")
	for _, err := range []error{errNPM, errNode} {
		if missing, ok := errors.AsType[*exec.Error](err); ok {
			return "", "", fmt.Errorf("%w (%s: %w): install Node.js, or take a URL or a local file", ErrNoNPM, missing.Name, missing.Err)
		}
	}
	return npm, node, nil
}
