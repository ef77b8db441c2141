package seam

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen/scanner"
)

// scans holds what scanning makes of a credential against reading it member by member, and returns
// whether scanning takes it.
func scans(t *testing.T, text string) bool {
	t.Helper()
	text = strings.TrimSpace(text)
	var scanned, read Credential
	document := []byte(text)
	if !scanner.Decode(document, &scanned, (*Credential).scan) {
		if !reflect.ValueOf(scanned).IsZero() {
			t.Errorf("something is left of a refused credential: %s", text)
		}
		return false
	}
	clear(document)
	var err error
	if read.members, err = readMembers([]byte(text), &read); err != nil {
		t.Fatalf("scanned what is not read: %v: %s", err, text)
	}
	if !reflect.DeepEqual(scanned, read) {
		t.Errorf("%s is scanned as\n%#v, read as\n%#v", text, scanned, read)
	}
	if got, want := scanned.unknown(), read.members.unknown(new(Credential)); !reflect.DeepEqual(got, want) {
		t.Errorf("%s: unknown is %s, want %s", text, got, want)
	}
	return true
}

func TestScanCredential(t *testing.T) {
	for text, want := range map[string]bool{
		assigned: true,
		`{}`:     true,
		`{"code":"1","x":{"code":"2"},"acme_metadata":{"a":[1]}}`:                                 true,
		`{"errors":[null,{}],"warnings":[{"warning_code":"w","x":1},{"message":"a\"b"}]}`:         true,
		`{"Code":"1","colour":"red"}`:                                                             true,
		`{"x":1,"x":2,"code":null,"starts_at":null,"issued_at":null,"errors":null}`:               true,
		`{"is_issued":true,"is_issued":false,"ends_at":"2025-06-19T00:00:00Z","created_at":null}`: true,
		`{"display_name":"","display_name":"n"}`:                                                  false,
		`{"code":"1","code":"2"}`:                                                                 false,
		`{"code":"1","code":null}`:                                                                false,
		`{"starts_at":"2025-06-19 00:00"}`:                                                        false,
		`{"code":1}`:                                                                              false,
		`{"errors":[{"error_code":"a"},7]}`:                                                       false,
		`{"errors":[{"error_code":"a"}],"errors":[]}`:                                             false,
		unheardOf: true,
		`{"x":}`:  false,
	} {
		if got := scans(t, text); got != want {
			t.Errorf("%v: %s", got, text)
		}
	}
}

// A field that is forgotten would come to be read slowly, or be unknown.
func TestScanKnowsEveryField(t *testing.T) {
	for _, v := range []any{new(Credential), new(CredentialError), new(CredentialWarning)} {
		for key, field := range jsonFields(v) {
			value := map[reflect.Kind]string{reflect.String: `"text"`, reflect.Bool: "true", reflect.Slice: "[{}]"}[field.Kind()]
			switch field.Type().String() {
			case "time.Time", "*time.Time":
				value = `"2026-01-02T03:04:05Z"`
			case "*bool":
				value = "true"
			}
			text := fmt.Sprintf(`{%q:%s}`, key, value)
			if !scanOther(v, []byte(text)) || field.IsZero() {
				t.Errorf("%T: %s is not scanned", v, text)
			}
		}
	}
}

func scanOther(v any, text []byte) bool {
	switch v := v.(type) {
	case *Credential:
		return scanner.Decode(text, v, (*Credential).scan)
	case *CredentialError:
		return scanner.Decode(text, v, (*CredentialError).scan)
	case *CredentialWarning:
		return scanner.Decode(text, v, (*CredentialWarning).scan)
	default:
		return false
	}
}

// Every change of one byte, and every end before the end.
func TestScanDamagedCredential(t *testing.T) {
	for at := range unheardOf {
		if scans(t, unheardOf[:at]) {
			t.Errorf("half a credential is scanned: %s", unheardOf[:at])
		}
		for _, c := range []byte("\"\\,:{}[]0nT\x00\xff") {
			damaged := []byte(unheardOf)
			damaged[at] = c
			scans(t, string(damaged))
		}
	}
}

func FuzzScanCredential(f *testing.F) {
	for _, seed := range []string{assigned, unheardOf, `{"code":"1","code":null}`, `{"errors":[null,{"message":"\u00e9"}]}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { scans(t, text) })
}
