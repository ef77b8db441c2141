package client

import (
	"errors"
	"reflect"
	"testing"

	seam "github.com/seam-go/seam/wrapper"
)

// Decoded responses keep values in unexported fields, which no literal can fill.
func TestNoResponseShowsPIN(t *testing.T) {
	const scanned = `{"action_attempt":{"action_attempt_id":"a","action_type":"SCAN_CREDENTIAL","status":"success","result":` +
		`{"acs_credential_on_encoder":{"card_number":"` + pin + `"},"acs_credential_on_seam":{"acs_credential_id":"c","code":"` + pin + `"},"warnings":[]}},"ok":true}`
	client, _ := clientOf(t,
		`{"acs_credential":{"acs_credential_id":"c","code":`+pin+`,"new":"`+pin+`"},"ok":true}`,
		scanned,
		`{"acs_credential":{"code":"`+pin+`"`,
		`{"action_attempt":{"action_attempt_id":"a","action_type":"ENCODE_CREDENTIAL","status":"success","result":"`+pin+`"},"ok":true}`,
	)
	ctx := t.Context()
	var info seam.ResponseInfo
	cred, err1 := client.ACS.Credentials.Get(ctx, "c", seam.CallInfo(&info))
	scanning, err2 := client.ACS.Encoders.Scan(ctx, "e")
	if err := errors.Join(err1, err2); err != nil || len(info.Malformed) != 1 {
		t.Fatal(err, info)
	}
	scan, err := scanning.Wait(ctx)
	if err != nil {
		t.Fatal(err)
	}
	_, half := client.ACS.Credentials.Get(ctx, "c")
	encoding, err := client.ACS.Encoders.Encode(ctx, "e", "c")
	if err != nil {
		t.Fatal(err)
	}
	_, misfit := encoding.Wait(ctx)
	if _, ok := errors.AsType[*seam.Error](half); !ok {
		t.Fatal(half)
	}
	if _, ok := errors.AsType[*seam.ActionResultError](misfit); !ok {
		t.Fatal(misfit)
	}
	for _, value := range []any{cred, &info, &info.Malformed[0], scan, scanning, half, encoding, misfit} {
		searchForPIN(t, reflect.ValueOf(value))
	}
}

// The error does not repeat a PIN that the client rejects.
func TestErrorHidesRejectedPIN(t *testing.T) {
	client, _ := clientOf(t)
	ctx := t.Context()
	for _, method := range []seam.CredentialMethod{seam.Code{PIN: pin + "x"}, seam.Card{Code: pin + "x"}} {
		_, err := client.ACS.Credentials.Create(ctx, seam.CredentialParams{Holder: seam.ACSUser("u"), Method: method})
		if !errors.Is(err, seam.ErrInvalidInput) {
			t.Fatal(err)
		}
		searchForPIN(t, reflect.ValueOf(err))
	}
	_, err := client.ACS.Credentials.Update(ctx, "c", seam.CredentialUpdate{Code: pin + "x"})
	if !errors.Is(err, seam.ErrInvalidInput) {
		t.Fatal(err)
	}
	searchForPIN(t, reflect.ValueOf(err))
}
