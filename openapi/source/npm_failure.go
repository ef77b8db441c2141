package source

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// offlineCodes are npm's words for a registry that does not respond.
var offlineCodes = []string{
	"EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "EHOSTUNREACH", "ENETUNREACH",
	"ENOTCACHED", "ENOTFOUND", "ERR_SOCKET_TIMEOUT", "ETIMEDOUT",
}

// IsOffline reports whether npm's code for an error says that it reached nobody.
func IsOffline(code string) bool { return slices.Contains(offlineCodes, code) }

// npmFailure turns a failed run of npm into one line. With --json npm says on
// stdout the problem; where it does not get that far, stderr has to do.
func npmFailure(err error, stdout []byte, stderr string) error {
	var failure struct {
		Error struct {
			Code    string `json:"code"`
			Summary string `json:"summary"`
		} `json:"error"`
	}
	if json.Unmarshal(stdout, &failure) != nil || failure.Error.Summary == "" {
		return fmt.Errorf("npm failed: %s (%w): try the command `npm view %s` by hand", lastUseful(stderr), err, npmPackage)
	}
	code, summary := failure.Error.Code, strings.Join(strings.Fields(failure.Error.Summary), " ")
	switch {
	case code == "ETARGET" || code == "E404":
		return fmt.Errorf("no such version (%s): see `npm view %s versions` for those that exist", summary, npmPackage)
	case IsOffline(code):
		return fmt.Errorf("%w (%s): check the network, or take a local file", ErrUnreachable, summary)
	default:
		return fmt.Errorf("npm failed: %s (%s): try the command `npm view %s` by hand", summary, code, npmPackage)
	}
}

// lastUseful picks the line of npm's stderr that says most: the last one that
// is neither a warning nor the place of a log file.
func lastUseful(stderr string) string {
	lines := strings.Split(stderr, "\n")
	for _, line := range slices.Backward(lines) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "npm warn") || strings.HasPrefix(line, "npm WARN") {
			continue
		}
		for _, label := range []string{"npm error", "npm ERR!"} {
			line = strings.TrimSpace(strings.TrimPrefix(line, label))
		}
		if line != "" && !strings.HasPrefix(line, "A complete log of this run") {
			return line
		}
	}
	return "it gave no reason"
}
