package source

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// printDefault prints what the module beside it exports.
const printDefault = `import document from './openapi.mjs'
process.stdout.write(JSON.stringify(document))
`

// evaluate lets node turn the module into JSON. The module is a JavaScript
// object, which only JavaScript reads reliably.
func evaluate(ctx context.Context, node, dir string, module []byte) ([]byte, error) {
	files := map[string][]byte{"openapi.mjs": module, "print.mjs": []byte(printDefault)}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			return nil, fmt.Errorf("temporary file: %w", err)
		}
	}
	cmd := exec.CommandContext(ctx, node, "print.mjs")
	cmd.Dir = dir
	// The module is code from the network. It has no business with the
	// secrets that an environment may hold; PATH and HOME are for the
	// launchers that some people have in node's place.
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")}
	cmd.WaitDelay = time.Second
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("node did not finish: %w: try again, or take a local file", ctx.Err())
		}
		return nil, fmt.Errorf("node cannot read %s: %s: take another version, or update Node.js", moduleInPackage, nodeReason(errs.String(), err))
	}
	return out.Bytes(), nil
}

// nodeReason picks the line that names the error from among the source excerpt
// and the stack that node prints around it.
func nodeReason(stderr string, err error) string {
	for line := range strings.Lines(stderr) {
		if strings.Contains(line, "Error:") {
			return strings.TrimSpace(line)
		}
	}
	return err.Error()
}
