package modules

import (
	"fmt"
	"go/version"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/tests/internal/file"
	"github.com/seam-go/seam/tests/internal/golist"
	"github.com/seam-go/seam/tests/internal/tally"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// maxBytes is how many bytes this module may add to a program that uses net/http alone, as in `make
// size`.
const maxBytes = 700_000

const (
	genPath     = "github.com/seam-go/seam/gen"
	wrapperPath = "github.com/seam-go/seam/wrapper"
)

// In another module, the code of the README prints what its example promises.
func TestReadmeCodeRuns(t *testing.T) {
	t.Parallel()
	golist.In(t, "consumer", "-deps", "./...") // touches all that the result depends on
	if got, want := consumer(t, "run", "./readme"), exampleOutput(t); got != want {
		t.Errorf("the code of the README printed\n%s\nand its example promises\n%s", got, want)
	}
}

// The cost of this module is the difference to a program that does the same without it.
func TestImporterSize(t *testing.T) {
	t.Parallel()
	ours, bare := golist.In(t, "consumer", "-deps", "./hello"), golist.In(t, "consumer", "-deps", "./bare")
	tally.Print("modules that an importer adds", len(golist.Modules(ours)))
	tally.Print("modules that an importer of seamtest adds", len(golist.Modules(golist.In(t, "consumer", "-deps", "./readme"))))
	tally.Print("packages that an importer adds", len(ours)-len(bare))
	if needed := golist.Modules(ours); len(needed) > 2 {
		t.Errorf("an importer downloads %d modules: %v", len(needed), needed)
	}
	size := sizeOfProgram(t, "hello")
	overJSON, overHTTP := size-sizeOfProgram(t, "plain"), size-sizeOfProgram(t, "bare")
	tally.Print("bytes that an importer adds to net/http", overHTTP)
	tally.Print("bytes that an importer adds to net/http and JSON", overJSON)
	if version.Compare(runtime.Version(), "go1.27") >= 0 {
		// encoding/json alone is larger than the limit there.
		overHTTP = overJSON
	}
	if overHTTP > maxBytes {
		t.Errorf("an importer adds %d bytes, more than %d", overHTTP, maxBytes)
	}
}

// A program links only what it uses.
func TestUnusedCodeIsNotLinked(t *testing.T) {
	t.Parallel()
	program := filepath.Join(t.TempDir(), "hello")
	consumer(t, "build", "-o", program, "./hello")
	linked := symbols(t, program)
	everything := filepath.Join(t.TempDir(), "tests")
	consumer(t, "test", "-c", "-o", everything, wrapperPath)
	existing := symbols(t, everything)
	for _, used := range []string{wrapperPath + ".(*caller).Call", genPath + ".opACSCredentialsCreate"} {
		if !linked[used] {
			t.Errorf("%s is not linked: was it renamed?", used)
		}
	}
	for _, unused := range []string{
		wrapperPath + ".structuredLog.Done", // WithLogger
		wrapperPath + ".maskBody",           // WithLoggedBodies
		wrapperPath + ".openSession",        // PublishableKey
		wrapperPath + ".(*Webhook).Verify",
		wrapperPath + ".(*Client).until", // every wait for a state
		wrapperPath + ".(*Attempt[go.shape.*uint8]).Wait",
		genPath + ".LookupOperation", // Client.Call
		genPath + ".operations",
		genPath + ".opLocksGet",
		"log/slog.(*commonHandler).handle",
		"html.EscapeString",
		"path.Clean",
		"regexp.Compile",
		"encoding/json.Unmarshal", // Client.Call, and what types of gen decode themselves
	} {
		if linked[unused] {
			t.Errorf("%s is linked into a program that does not use it", unused)
		}
		isOurs := strings.HasPrefix(unused, wrapperPath) || strings.HasPrefix(unused, genPath)
		if isOurs && !existing[unused] {
			t.Errorf("%s is not in the tests of package seam either: was it renamed?", unused)
		}
	}
}

// symbols returns the names of the functions and variables in a program.
func symbols(t *testing.T, program string) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for line := range strings.Lines(consumer(t, "tool", "nm", program)) {
		if fields := strings.Fields(line); len(fields) > 2 {
			names[fields[2]] = true
		}
	}
	return names
}

// sizeOfProgram builds a command of the consumer module, stripped as for a release, checks that it
// creates a credential, and returns its size.
func sizeOfProgram(t *testing.T, command string) int {
	t.Helper()
	program := filepath.Join(t.TempDir(), command)
	consumer(t, "build", "-trimpath", "-ldflags=-s -w", "-o", program, "./"+command)
	createsOneCredential(t, program)
	info, err := os.Stat(program)
	if err != nil {
		t.Fatal(err)
	}
	return int(info.Size())
}

func createsOneCredential(t *testing.T, program string) {
	t.Helper()
	srv := seamtest.NewServer()
	user, err := srv.Client().ACS.Users.Create(t.Context(), &gen.ACSUsersCreateRequest{
		ACSSystemID: srv.AddSystem(seamtest.System{Name: "Grand Hotel"}), FullName: "Ada Lovelace",
	})
	if err != nil {
		t.Fatal(err)
	}
	socket := httptest.NewServer(srv)
	defer socket.Close()
	cmd := exec.CommandContext(t.Context(), program)
	cmd.Env = []string{"SEAM_API_KEY=" + srv.APIKey(), "SEAM_ENDPOINT=" + socket.URL, "ACS_USER_ID=" + user.ACSUserID}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	sent := srv.Requests()
	last := sent[len(sent)-1]
	want := fmt.Sprintf(`{"acs_user_id":%q,"access_method":"code","code":"824759"}`, user.ACSUserID)
	if last.Path != "/acs/credentials/create" || string(last.Body) != want || last.Status != 200 {
		t.Errorf("%s sent %s to %s, and got %d; want %s", program, last.Body, last.Path, last.Status, want)
	}
}

// consumer runs the go command in the consumer module and returns its output.
func consumer(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = "consumer"
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("in consumer, go %s: %v\n%s%s", strings.Join(args, " "), err, out, stderr.String())
	}
	return string(out)
}

// exampleOutput returns the output that the package example promises.
func exampleOutput(t *testing.T) string {
	t.Helper()
	_, example, _ := strings.Cut(file.Read(t, "../../wrapper/example_test.go"), "func Example() {\n")
	_, output, _ := strings.Cut(example, "\t// Output:\n")
	output, _, found := strings.Cut(output, "}\n")
	if !found || output == "" {
		t.Fatal("the package example promises no output")
	}
	return strings.ReplaceAll(output, "\t// ", "")
}
