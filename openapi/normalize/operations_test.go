package normalize

import "testing"

const hidden = `"x-undocumented": "Not yet."`

func TestKeepDocumentedPosts(t *testing.T) {
	t.Parallel()
	op := opOf("", "")
	undoc := opOf("", "", hidden)
	kept := `"/b/get": ` + post("", "")
	runTests(t, []passTest{
		{
			name:      "doubles go",
			paths:     `"/a/get": {"post": ` + op + `, "get": ` + op + `, "put": ` + op + `, "patch": ` + op + `, "delete": ` + op + `}`,
			wantPaths: `"/a/get": ` + post("", ""),
		},
		{
			name:      "undocumented operations go",
			paths:     `"/a/get": {"post": ` + undoc + `, "get": ` + undoc + `}, ` + kept,
			wantPaths: kept,
		},
		{
			name:      "an undocumented double too",
			paths:     `"/a/get": {"post": ` + op + `, "get": ` + undoc + `}`,
			wantPaths: `"/a/get": ` + post("", ""),
		},
		{
			name:    "documented without POST",
			paths:   `"/a/get": {"get": ` + op + `}, ` + kept,
			wantErr: []string{"/a/get: takes GET and not POST"},
		},
		{
			name:    "its POST is undocumented",
			paths:   `"/a/get": {"get": ` + op + `, "post": ` + undoc + `}, ` + kept,
			wantErr: []string{"/a/get: takes GET and not POST"},
		},
		{
			name:    "nothing is left",
			paths:   `"/a/get": {"post": ` + undoc + `}`,
			wantErr: []string{"no documented operation"},
		},
	}, "operations")
}
