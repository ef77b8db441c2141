package seam_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	seam "github.com/seam-go/seam/wrapper"
)

// A PIN opens a door. Logging or printing a credential must not reveal it.
func TestLogsContainNoPIN(t *testing.T) {
	const pin = "824759"
	cred := &seam.Credential{ACSCredentialID: "c", AccessMethod: seam.AccessMethodCode, Code: pin}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("issued", "credential", cred, "value", *cred)
	slog.New(slog.NewTextHandler(&log, nil)).Info("issued", "credential", cred, "value", *cred)
	fmt.Fprintf(&log, "%v %+v %s", cred, *cred, cred)
	params := seam.CredentialParams{Holder: seam.ACSUser("u"), Method: seam.Code{PIN: pin}}
	fmt.Fprintf(&log, "%v %+v", params, params)
	params.Method = seam.Card{Code: pin}
	fmt.Fprintf(&log, "%v %+v", params, params)
	fmt.Fprintf(&log, "%v", seam.CredentialUpdate{Code: pin})
	if strings.Contains(log.String(), pin) {
		t.Errorf("the PIN is in\n%s", log.String())
	}
	if !strings.Contains(log.String(), "credential c (code)") {
		t.Errorf("the credential is not named in\n%s", log.String())
	}
}
