package seam

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
)

func TestActionErrorNotFound(t *testing.T) {
	if !errors.Is(&ActionError{Type: ActionErrorCredentialNotFound}, ErrNotFound) {
		t.Error("credential_not_found is not ErrNotFound")
	}
}

// The constants are exactly the error types of the document.
func TestActionErrorTypes(t *testing.T) {
	want := []ActionErrorType{
		ActionErrorExpired, ActionErrorBridgeDisconnected, ActionErrorCredentialCannotBeReissued,
		ActionErrorCredentialDeleted, ActionErrorCredentialNotFound, ActionErrorEncoderCommunicationTimeout,
		ActionErrorEncoderNotOnline, ActionErrorEncodingInterrupted, ActionErrorIncompatibleCardFormat,
		ActionErrorNoCredentialOnEncoder, ActionErrorUncategorized,
	}
	slices.Sort(want)
	b, err := os.ReadFile("../openapi/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Components struct {
			Schemas struct {
				ActionAttempt struct {
					OneOf []struct {
						Properties struct {
							Error struct {
								OneOf []struct {
									Properties struct {
										Type struct{ Enum []ActionErrorType }
									}
								} `json:"oneOf"`
							}
						}
					} `json:"oneOf"`
				} `json:"action_attempt"`
			}
		}
	}
	if err := json.Unmarshal(b, &document); err != nil {
		t.Fatal(err)
	}
	var got []ActionErrorType
	for _, variant := range document.Components.Schemas.ActionAttempt.OneOf {
		for _, failure := range variant.Properties.Error.OneOf {
			got = append(got, failure.Properties.Type.Enum...)
		}
	}
	slices.Sort(got)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		t.Errorf("the document has %v, this package %v", got, want)
	}
}

func TestActionErrorsOnOneLine(t *testing.T) {
	nasty := &gen.ActionAttempt{ActionAttemptID: "a\nb", ActionType: "X\x1b[1m", Status: "c\rd"}
	for _, err := range []error{
		&ActionError{Type: "e\nf", Message: "g\x1bh", Attempt: nasty},
		&ActionPendingError{ID: "i\nj", Attempt: nasty, cause: errors.New("k\nl")},
		&ActionResultError{Attempt: nasty, cause: errors.New("m\nn")},
		new(ActionError), new(ActionPendingError), new(ActionResultError),
	} {
		if text := err.Error(); text == "" || strings.ContainsAny(text, "\n\r\x1b") {
			t.Errorf("%T: %q", err, text)
		}
	}
	// The cause of the error may hold secrets in its fields, so %#v prints the text of the error only.
	if text := fmt.Sprintf("%#v", &ActionPendingError{ID: "i", cause: &unscrubbedError{"secret"}}); strings.Contains(text, "scrubless") {
		t.Error(text)
	}
}

type unscrubbedError struct{ text string }

func (*unscrubbedError) Error() string { return "gone" }
