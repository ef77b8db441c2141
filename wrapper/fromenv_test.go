package seam

import (
	"fmt"
	"strings"
	"testing"
)

func TestAuthFromEnv(t *testing.T) {
	tests := map[string]struct {
		env     map[string]string
		want    string // the text of the auth
		options int
		wantErr string
	}{
		"API key": {
			env:  map[string]string{"SEAM_API_KEY": testKey},
			want: "seam.APIKey(redacted)",
		},
		"token": {
			env:  map[string]string{"SEAM_PERSONAL_ACCESS_TOKEN": testAccessToken, "SEAM_WORKSPACE_ID": testWorkspace},
			want: "seam.PersonalAccessToken(redacted)",
		},
		"endpoint": {
			env:     map[string]string{"SEAM_API_KEY": testKey, "SEAM_ENDPOINT": "http://localhost:3020"},
			want:    "seam.APIKey(redacted)",
			options: 1,
		},
		"empty counts as unset": {
			env:  map[string]string{"SEAM_API_KEY": testKey, "SEAM_PERSONAL_ACCESS_TOKEN": "", "SEAM_ENDPOINT": "", "SEAM_WORKSPACE_ID": ""},
			want: "seam.APIKey(redacted)",
		},
		"nothing": {wantErr: "seam: set SEAM_API_KEY, or SEAM_PERSONAL_ACCESS_TOKEN with SEAM_WORKSPACE_ID"},
		"only a workspace": {
			env:     map[string]string{"SEAM_WORKSPACE_ID": testWorkspace},
			wantErr: "seam: set SEAM_API_KEY, or SEAM_PERSONAL_ACCESS_TOKEN with SEAM_WORKSPACE_ID",
		},
		"both": {
			env:     map[string]string{"SEAM_API_KEY": testKey, "SEAM_PERSONAL_ACCESS_TOKEN": testAccessToken},
			wantErr: "seam: both SEAM_API_KEY and SEAM_PERSONAL_ACCESS_TOKEN are set; set one of them",
		},
		"API key and workspace": {
			env:     map[string]string{"SEAM_API_KEY": testKey, "SEAM_WORKSPACE_ID": testWorkspace},
			wantErr: "seam: SEAM_WORKSPACE_ID is set together with SEAM_API_KEY, but an API key belongs to one workspace; unset it, or use SEAM_PERSONAL_ACCESS_TOKEN",
		},
		"token without workspace": {
			env:     map[string]string{"SEAM_PERSONAL_ACCESS_TOKEN": testAccessToken},
			wantErr: "seam: SEAM_PERSONAL_ACCESS_TOKEN is set without SEAM_WORKSPACE_ID",
		},
		"wrong kind": {
			env:     map[string]string{"SEAM_API_KEY": testSession},
			wantErr: "seam: SEAM_API_KEY: this is a client session token; use ClientSession",
		},
		"line break": {
			env:     map[string]string{"SEAM_API_KEY": testKey + "\n"},
			wantErr: "seam: SEAM_API_KEY: it contains white space or a line break",
		},
		"API URL": {
			env:     map[string]string{"SEAM_API_KEY": testKey, "SEAM_API_URL": "https://a.example"},
			want:    "seam.APIKey(redacted)",
			options: 1,
		},
		"the same endpoint twice": {
			env:     map[string]string{"SEAM_API_KEY": testKey, "SEAM_API_URL": "https://a.example", "SEAM_ENDPOINT": "https://a.example/"},
			want:    "seam.APIKey(redacted)",
			options: 1,
		},
		"two endpoints": {
			env:     map[string]string{"SEAM_API_KEY": testKey, "SEAM_API_URL": "https://a.example", "SEAM_ENDPOINT": "https://b.example"},
			wantErr: "seam: SEAM_ENDPOINT and SEAM_API_URL are set to different endpoints; unset one of them",
		},
	}
	for name, tt := range tests {
		auth, opts, err := authFromEnv(func(name string) string { return tt.env[name] })
		if tt.wantErr != "" {
			if err == nil || err.Error() != tt.wantErr {
				t.Errorf("%s: got %v, want %s", name, err, tt.wantErr)
			}
			if err != nil && strings.Contains(err.Error(), "0123456789") {
				t.Errorf("%s: the error repeats the credential", name)
			}
			continue
		}
		if err != nil || fmt.Sprint(auth) != tt.want || len(opts) != tt.options {
			t.Errorf("%s: %v, %d options, %v", name, auth, len(opts), err)
			continue
		}
		if _, err := newCaller(auth, opts); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The error of an invalid endpoint names the variable.
func TestBadEndpointFromEnv(t *testing.T) {
	for _, name := range []string{"SEAM_ENDPOINT", "SEAM_API_URL"} {
		env := map[string]string{"SEAM_API_KEY": testKey, name: "connect.getseam.com"}
		auth, opts, err := authFromEnv(func(name string) string { return env[name] })
		if err != nil {
			t.Fatal(err)
		}
		_, err = newCaller(auth, opts)
		if want := `seam: ` + name + `: it is not an absolute URL such as "https://connect.getseam.com"`; err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
