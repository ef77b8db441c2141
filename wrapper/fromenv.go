package seam

import (
	"errors"
	"fmt"
	"strings"
)

// The environment variables that FromEnv reads. Seam's other clients use the same names.
const (
	envAPIKey              = "SEAM_API_KEY"
	envPersonalAccessToken = "SEAM_PERSONAL_ACCESS_TOKEN"
	envWorkspaceID         = "SEAM_WORKSPACE_ID"
	envEndpoint            = "SEAM_ENDPOINT"
	envAPIURL              = "SEAM_API_URL"
)

// authFromEnv reads the environment. An empty variable counts as unset.
func authFromEnv(getenv func(string) string) (Auth, []Option, error) {
	auth, err := credentialFromEnv(getenv)
	if err != nil {
		return nil, nil, fmt.Errorf("seam: %w", err)
	}
	name, err := endpointVariable(getenv)
	if err != nil {
		return nil, nil, fmt.Errorf("seam: %w", err)
	}
	if name == "" {
		return auth, nil, nil
	}
	return auth, []Option{endpointFrom(name, getenv(name))}, nil
}

// endpointVariable returns the name of the variable that sets the endpoint, or "". Seam's other
// clients read both variables, too.
func endpointVariable(getenv func(string) string) (string, error) {
	endpoint, apiURL := getenv(envEndpoint), getenv(envAPIURL)
	switch {
	case endpoint == "" && apiURL == "":
		return "", nil
	case endpoint == "":
		return envAPIURL, nil
	case apiURL != "" && strings.TrimRight(apiURL, "/") != strings.TrimRight(endpoint, "/"):
		return "", errors.New(envEndpoint + " and " + envAPIURL + " are set to different endpoints; unset one of them")
	default:
		return envEndpoint, nil
	}
}

func credentialFromEnv(getenv func(string) string) (Auth, error) {
	key, token, workspace := getenv(envAPIKey), getenv(envPersonalAccessToken), getenv(envWorkspaceID)
	switch {
	case key != "" && token != "":
		return nil, errors.New("both " + envAPIKey + " and " + envPersonalAccessToken + " are set; set one of them")
	case key != "" && workspace != "":
		return nil, errors.New(envWorkspaceID + " is set together with " + envAPIKey +
			", but an API key belongs to one workspace; unset it, or use " + envPersonalAccessToken)
	case key != "":
		return APIKey(key), checkEnv(envAPIKey, apiKeyKind.check(key))
	case token == "":
		return nil, errors.New("set " + envAPIKey + ", or " + envPersonalAccessToken + " with " + envWorkspaceID)
	case workspace == "":
		return nil, errors.New(envPersonalAccessToken + " is set without " + envWorkspaceID)
	}
	return PersonalAccessToken(token, workspace), errors.Join(
		checkEnv(envPersonalAccessToken, personalAccessTokenKind.check(token)),
		checkEnv(envWorkspaceID, checkWorkspaceID(workspace)),
	)
}

// checkEnv adds the name of the variable to the error, because that is where the user fixes it.
func checkEnv(name string, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
