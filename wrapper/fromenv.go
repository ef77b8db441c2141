package seam

import (
	"errors"
	"fmt"
)

// The environment variables that FromEnv reads; those of Seam's other clients.
const (
	envAPIKey              = "SEAM_API_KEY"
	envPersonalAccessToken = "SEAM_PERSONAL_ACCESS_TOKEN"
	envWorkspaceID         = "SEAM_WORKSPACE_ID"
	envEndpoint            = "SEAM_ENDPOINT"
)

// authFromEnv finds in the environment who calls, and what else it says. A variable that is
// set to nothing counts as not set.
func authFromEnv(getenv func(string) string) (Auth, []Option, error) {
	auth, err := credentialFromEnv(getenv)
	if err != nil {
		return nil, nil, fmt.Errorf("seam: %w", err)
	}
	endpoint := getenv(envEndpoint)
	if endpoint == "" {
		return auth, nil, nil
	}
	if _, err := parseEndpoint(endpoint); err != nil {
		return nil, nil, fmt.Errorf("seam: %s: %w", envEndpoint, err)
	}
	return auth, []Option{WithEndpoint(endpoint)}, nil
}

func credentialFromEnv(getenv func(string) string) (Auth, error) {
	key, token, workspace := getenv(envAPIKey), getenv(envPersonalAccessToken), getenv(envWorkspaceID)
	switch {
	case key != "" && token != "":
		return nil, fmt.Errorf("both %s and %s are set; set one of them", envAPIKey, envPersonalAccessToken)
	case key != "" && workspace != "":
		return nil, fmt.Errorf("%s is set beside %s, but an API key belongs to one workspace; unset it, or use %s",
			envWorkspaceID, envAPIKey, envPersonalAccessToken)
	case key != "":
		return APIKey(key), checkEnv(envAPIKey, apiKeyKind.check(key))
	case token == "":
		return nil, fmt.Errorf("set %s, or %s with %s", envAPIKey, envPersonalAccessToken, envWorkspaceID)
	case workspace == "":
		return nil, fmt.Errorf("%s is set without %s", envPersonalAccessToken, envWorkspaceID)
	}
	return PersonalAccessToken(token, workspace), errors.Join(
		checkEnv(envPersonalAccessToken, personalAccessTokenKind.check(token)),
		checkEnv(envWorkspaceID, checkWorkspaceID(workspace)),
	)
}

// checkEnv names the variable, which is where the mistake is to be mended.
func checkEnv(name string, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
