package source

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

const (
	// npmScript serves the files beside it. It refuses to run without the
	// option that keeps a package's own scripts from running.
	npmScript = `echo 'npm warn Unknown user config "x".' >&2
case " $* " in *" --ignore-scripts "*) ;; *) echo "npm error scripts would run" >&2; exit 9;; esac
case "$1 $2" in
"pack @seamapi/types@latest") cp "$here/types.tgz" . && cat "$here/pack.json" ;;
"view @seamapi/types@1.2.3") cat "$here/view.json" ;;
*) echo "npm error called with $*" >&2; exit 9 ;;
esac
`
)

// fakeNPM offers one release, whose module is text.
func fakeNPM(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := fakeTools(t, map[string]string{"npm": npmScript})
	archive := tarball(t, files)
	writeFile(t, dir, "types.tgz", archive)
	writeFile(t, dir, "pack.json", []byte(`[{"version":"1.2.3","integrity":"unused"}]`))
	writeFile(t, dir, "view.json", []byte(`"`+sha512Of(archive)+`"`))
	return dir
}

func goodPackage() map[string]string {
	return map[string]string{
		"package/README.md": "hello",
		moduleInPackage:     `export default { info: { version: '1.0.0' } };`,
		licenceInPackage:    "do as you like\n",
	}
}

func TestFetchNPM(t *testing.T) {
	for _, from := range []string{"npm:@seamapi/types@latest", "npm:latest"} {
		fakeNPM(t, goodPackage())
		doc, err := Fetch(t.Context(), from)
		if err != nil {
			t.Fatal(err)
		}
		if doc.Source != "npm:@seamapi/types@1.2.3" || doc.Version != "1.2.3" {
			t.Errorf("%s: source %q, version %q: the tag is not resolved", from, doc.Source, doc.Version)
		}
		if string(doc.Licence) != "do as you like\n" || !strings.HasPrefix(doc.Integrity, "sha512-") {
			t.Errorf("%s: licence %q, integrity %q", from, doc.Licence, doc.Integrity)
		}
		if !strings.Contains(string(doc.Data), `"version": "1.0.0"`) {
			t.Errorf("%s: got %s", from, doc.Data)
		}
	}
}

func TestFetchNPMMissingPrograms(t *testing.T) {
	for missing, tools := range map[string]map[string]string{
		"(npm: ":                {"node": "exit 9"},
		"(env: node: not there": {"npm": "echo 'env: node: not there' >&2; exit 127"},
	} {
		fakeTools(t, tools)
		_, err := Fetch(t.Context(), NPMLatest)
		wantError(t, err, NPMLatest+": ", missing, "install ")
		if !errors.Is(err, ErrNoNPM) {
			t.Errorf("%v is not ErrNoNPM", err)
		}
	}
}

func TestFetchNPMDamagedPackage(t *testing.T) {
	tests := map[string]struct{ view, want string }{
		"other sum": {`"` + sha512Of([]byte("x")) + `"`, "damaged or was changed on the way"},
		"only sha1": {`"sha1-AAAA"`, "gives no sha512"},
		"no sum":    {"", "gives no sha512"},
		"not a sum": {`{"a":1}`, "npm view printed something else"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := fakeNPM(t, goodPackage())
			writeFile(t, dir, "view.json", []byte(test.view))
			_, err := Fetch(t.Context(), NPMLatest)
			wantError(t, err, NPMLatest+": ", test.want)
		})
	}
}

func TestFetchNPMOddPackage(t *testing.T) {
	tests := map[string]struct {
		change func(map[string]string)
		want   string
	}{
		"no module":   {func(p map[string]string) { delete(p, moduleInPackage) }, "has no package/lib/seam/connect/openapi.js"},
		"no document": {func(p map[string]string) { p[moduleInPackage] = "" }, `"export default"`},
		"truncated":   {func(p map[string]string) { p[moduleInPackage] = `export default {a:` }, "line 1, column 19: the text ends"},
		"code":        {func(p map[string]string) { p[moduleInPackage] = `export default {a: process.env}` }, `line 1, column 20: "process" is code`},
		"no version":  {func(p map[string]string) { p[moduleInPackage] = `export default {info: 1}` }, "info.version cannot be read"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			files := goodPackage()
			test.change(files)
			fakeNPM(t, files)
			_, err := Fetch(t.Context(), NPMLatest)
			wantError(t, err, NPMLatest+": ", test.want, "take another version")
		})
	}
}

func TestFetchNPMNotATarball(t *testing.T) {
	dir := fakeNPM(t, nil)
	writeFile(t, dir, "types.tgz", []byte("hello"))
	writeFile(t, dir, "view.json", []byte(`"`+sha512Of([]byte("hello"))+`"`))
	_, err := Fetch(t.Context(), NPMLatest)
	wantError(t, err, NPMLatest+": the package cannot be unpacked")
}

func TestFetchNPMStrangeAnswer(t *testing.T) {
	for answer, want := range map[string]string{"[]": "packed 0 packages", `[{"version":"1.0.0;rm -rf"}]`: `"1.0.0;rm -rf", which is no version`, "hello": "npm pack printed something else"} {
		dir := fakeNPM(t, goodPackage())
		writeFile(t, dir, "pack.json", []byte(answer))
		_, err := Fetch(t.Context(), NPMLatest)
		wantError(t, err, NPMLatest+": ", want)
	}
}

func TestFetchNPMWritesNothing(t *testing.T) {
	fakeTools(t, map[string]string{"npm": `echo '[{"version":"1.2.3"}]'`})
	_, err := Fetch(t.Context(), NPMLatest)
	wantError(t, err, NPMLatest+": npm wrote 0 packages")
}

func TestFetchNPMFails(t *testing.T) {
	answer := func(code, summary string) string {
		return `echo 'npm warn first' >&2; echo 'npm error noise' >&2
printf '%s' '{"error":{"code":"` + code + `","summary":"` + summary + `"}}'; exit 1`
	}
	tests := map[string]struct {
		script      string
		want        string
		unreachable bool
	}{
		"no such version": {answer("ETARGET", "No matching version found for x."), "no such version (No matching version found for x.): see `npm view", false},
		"no such package": {answer("E404", `Not\n found`), "no such version (Not found)", false},
		"offline":         {answer("ENOTFOUND", "request failed"), "out of reach (request failed)", true},
		"other":           {answer("EACCES", "permission denied"), "npm failed: permission denied (EACCES)", false},
		"only on stderr": {`echo 'npm error disk full
npm error
npm error A complete log of this run can be found in: /x
npm warn last' >&2; exit 3`, "npm failed: disk full (exit status 3)", false},
		"answers without a reason": {"echo '{}'; echo 'npm error odd' >&2; exit 3", "npm failed: odd (exit status 3)", false},
		"an older npm": {`echo 'npm ERR! disk full
npm WARN last' >&2; exit 3`, "npm failed: disk full (exit status 3)", false},
		"silent": {"exit 3", "npm failed: it gave no reason (exit status 3)", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			fakeTools(t, map[string]string{"npm": test.script})
			_, err := Fetch(t.Context(), NPMLatest)
			wantError(t, err, NPMLatest+": ", test.want)
			if got := errors.Is(err, ErrUnreachable); got != test.unreachable {
				t.Errorf("%v: ErrUnreachable is %t, want %t", err, got, test.unreachable)
			}
		})
	}
}

func TestFetchNPMHangs(t *testing.T) {
	fakeTools(t, map[string]string{"npm": "exec tail -f /dev/null"})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := Fetch(ctx, NPMLatest)
	wantError(t, err, NPMLatest+": ", "no response in time", "take a local file")
	if !errors.Is(err, ErrUnreachable) {
		t.Errorf("%v is not ErrUnreachable", err)
	}
}

func TestNPMVersionRefuses(t *testing.T) {
	for _, from := range []string{"npm:", "npm:@seamapi/types", "npm:@other/types@1.0.0", "npm:--registry=x", "npm:^1.0.0", "npm:@seamapi/types@"} {
		_, err := Fetch(t.Context(), from)
		wantError(t, err, from+": it names no version")
	}
}
