package client

import (
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	seam "github.com/seam-go/seam/wrapper"
)

const pin = "8247593160"

// pinMarks are the forms in which a print could show the PIN: as text, in hexadecimal, and as the
// bytes of raw JSON.
var pinMarks = []string{
	pin,
	fmt.Sprintf("%x", pin),
	strings.Trim(fmt.Sprintf("%d", []byte(pin)), "[]"),
	strings.TrimSuffix(strings.TrimPrefix(fmt.Sprintf("%#v", []byte(pin)), "[]byte{"), "}"),
}

// valuesWithPIN has a value of each exported struct of package seam. The test writes the PIN into
// every field, except those in fieldsWithoutPIN.
var valuesWithPIN = []any{
	seam.Code{}, seam.Card{Metadata: seam.Visionline{}}, seam.MobileKey{}, seam.CloudKey{},
	seam.CredentialParams{Holder: seam.ACSUser("u"), Method: seam.Code{PIN: pin}},
	seam.CredentialParams{Holder: seam.ACSUser("u"), Method: seam.Card{Code: pin}},
	seam.CredentialParams{Holder: seam.ACSUser("u"), Method: &seam.Code{PIN: pin}},
	seam.CredentialUpdate{}, seam.CredentialFilter{}, seam.Credential{}, seam.ScanResult{},
	seam.MalformedValue{}, seam.ResponseInfo{},
	seam.Error{}, seam.FieldMessages{}, seam.ParamsError{}, seam.Problem{},
	seam.ActionError{}, seam.ActionPendingError{}, seam.ActionResultError{},
	seam.CredentialError{}, seam.CredentialWarning{},
	seam.VisionlineMetadata{}, seam.VostioMetadata{}, seam.UnknownMetadata{},
	seam.Visionline{}, seam.Vostio{}, seam.SaltoSpace{}, seam.Hotek{},
	seam.Client{}, seam.WorkspacesClient{}, seam.ACSService{}, seam.CredentialsService{},
	seam.EncodersService{}, seam.AccessMethodsService{}, seam.Attempt[*seam.Credential]{}, seam.Webhook{},
	seam.AccessGrantParams{Grantee: seam.NewPerson{}, Methods: []seam.GrantMethod{seam.Code{PIN: pin}}},
	seam.NewPerson{}, seam.AccessGrantUpdate{}, seam.AccessGrantFilter{}, seam.AccessGrant{}, seam.GrantedMethod{},
	seam.PINChange{}, seam.AccessCodeParams{}, seam.PINCheck{}, seam.BrokenRule{}, seam.Issue{},
	seam.OverrideCards{}, seam.AutoJoinCards{}, seam.KeyConflictError{}, seam.Difference{}, seam.MalformedError{},
	seam.CallDetails{}, seam.WaitError{}, seam.IssueError{}, seam.CardRequiredError{}, seam.LoginFailedError{},
	seam.AccessGrantsService{}, seam.AccessCodesService{}, seam.ConnectWebviewsService{}, seam.UserIdentitiesService{}, seam.SpacesService{},
}

// fieldsWithoutPIN lists, by reason, the fields that prints show. "*" stands for all fields of a
// type.
var fieldsWithoutPIN = map[string][]string{
	"IDs, and what kind of thing it is": {
		"Credential.ACSCredentialID", "Credential.AccessMethod",
		"AccessGrant.AccessGrantID", "AccessGrant.UserIdentityID", "AccessMethod.AccessMethodID", "AccessMethod.Mode",
		"CredentialParams.AllowedEntranceIDs", "MobileKey.CredentialManagerID",
		"CredentialFilter.ACSUserID", "CredentialFilter.ACSSystemID", "CredentialFilter.UserIdentityID", "CredentialFilter.Cursor",
		"ResponseInfo.RequestID", "ActionPendingError.ID", "ActionAttempt.*",
		"Error.Operation", "CallDetails.Operation", "Error.Type", "Error.RequestID", "ActionError.Type", "ParamsError.Operation",
		"ScanWarning.WarningCode",
		"Visionline.*", "Vostio.*", "SaltoSpace.*", "Hotek.*",
		"AccessGrantParams.SpaceIDs", "AccessGrantParams.SpaceKeys", "AccessGrantParams.EntranceIDs", "AccessGrantParams.DeviceIDs",
		"AccessCodeParams.DeviceID", "AccessCodeParams.CommonCodeKey",
		"AccessGrantParams.Key", "AccessGrantParams.ReservationKey", "AccessGrantParams.CustomizationProfileID", "AccessGrantFilter.*",
		"PINChange.DeviceID", "BrokenRule.Rule", "PINCheck.Unchecked", "Issue.Code", "KeyConflictError.Resource", "KeyConflictError.Key", "KeyConflictError.ID",
		"WaitError.*", "MalformedError.Operation", "MalformedError.IDs", "IssueError.Resource", "IssueError.ID", "CardRequiredError.AccessGrantID", "LoginFailedError.ConnectWebviewID",
	},
	"names of people and things, which the program chooses": {
		"NewPerson.*", "AccessGrantParams.Name", "AccessGrantUpdate.Name", "AccessCodeParams.Name",
	},
	"values that are compared, without the PIN: see TestConflictKeepsThePIN": {"Difference.*"},
	"rules of a device, without the PIN: see TestCheckPINFindsEverything":    {"BrokenRule.Message"},
	"the name of a field": {"Problem.Field", "MalformedValue.Path"},
	"what package seam says itself, never a PIN: see TestErrorHidesRejectedPIN": {"Problem.Message"},
	"what Seam says to people":                                   {"Error.Message", "FieldMessages.*", "ActionError.Message", "Issue.Message", "CredentialError.*", "CredentialWarning.*"},
	"what the manufacturer says, in which Seam documents no PIN": {"VisionlineMetadata.*", "VostioMetadata.*", "UnknownMetadata.*"},
	"what calls, and holds no value": {
		"Client.*", "WorkspacesClient.*", "ACSService.*", "CredentialsService.*", "EncodersService.*", "AccessMethodsService.*", "Webhook.*",
		"AccessGrantsService.*", "AccessCodesService.*", "ConnectWebviewsService.*", "UserIdentitiesService.*", "SpacesService.*",
	},
}

// No value of package seam shows a PIN in fmt or slog: alone, in a slice, or inside an error.
func TestNoValueShowsPIN(t *testing.T) {
	known := slices.Concat(slices.Collect(maps.Values(fieldsWithoutPIN))...)
	seen := map[string]bool{}
	for _, value := range valuesWithPIN {
		filled := reflect.New(reflect.TypeOf(value))
		filled.Elem().Set(reflect.ValueOf(value))
		putPINs(filled.Elem(), known)
		recordType(seen, filled.Type())
		searchForPIN(t, filled)
	}
	for _, name := range exportedStructs(t) {
		if !seen[name] {
			t.Errorf("seam.%s is not looked at: add it to valuesWithPIN", name)
		}
	}
}

// A type that can hold a PIN prints the same with every verb and in slog.
func TestPINTypesPrintAlike(t *testing.T) {
	for _, value := range valuesWithPIN {
		own, ok := value.(slog.LogValuer)
		if !ok {
			continue
		}
		text := fmt.Sprint(value)
		if got := fmt.Sprintf("%#v", value); got != text {
			t.Errorf("%%#v of a %T is %s, and %%v is %s", value, got, text)
		}
		if got := own.LogValue(); got.Kind() != slog.KindString || got.String() != text {
			t.Errorf("slog writes %v for a %T, and %%v is %s", got, value, text)
		}
	}
}

// putPINs writes the PIN into all strings and raw JSON in v, except the fields in known.
func putPINs(v reflect.Value, known []string) {
	switch {
	case v.Kind() == reflect.String:
		v.SetString(pin)
	case v.Type().AssignableTo(reflect.TypeFor[[]byte]()):
		v.SetBytes([]byte(`"` + pin + `"`))
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		putPINs(v.Index(0), known)
	case v.Kind() == reflect.Pointer && v.Type() != reflect.TypeFor[*http.Response]():
		v.Set(reflect.New(v.Type().Elem()))
		putPINs(v.Elem(), known)
	case v.Kind() == reflect.Struct:
		putPINsInFields(v, known)
	}
}

func putPINsInFields(v reflect.Value, known []string) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		skipped := slices.Contains(known, v.Type().Name()+"."+field.Name) || slices.Contains(known, v.Type().Name()+".*")
		if field.IsExported() && !skipped {
			putPINs(v.Field(i), known)
		}
	}
}

// searchForPIN prints the value and what it points to. It does not dereference an error, because
// programs print the pointer.
func searchForPIN(t *testing.T, pointer reflect.Value) {
	t.Helper()
	forms := []any{pointer.Interface()}
	if err, ok := reflect.TypeAssert[error](pointer); ok {
		forms = append(forms, fmt.Errorf("issuing: %w", err), errors.Join(err, err))
	} else {
		forms = append(forms, pointer.Elem().Interface())
	}
	for _, form := range forms {
		noPIN(t, form, logged(form))
		listed := []any{form}
		prints := logged(listed)
		delete(prints, "slog JSON") // which ignores LogValue inside a list
		noPIN(t, listed, prints)
	}
}

func noPIN(t *testing.T, value any, prints map[string]string) {
	t.Helper()
	for how, text := range prints {
		for _, mark := range pinMarks {
			if strings.Contains(text, mark) {
				t.Errorf("%s of a %T shows the PIN: %s", how, value, text)
			}
		}
	}
}
