// Command bare creates one credential with net/http and encoding/json and nothing else, as one would
// write it by hand. It is what `make size` holds command seam against.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"time"
)

func main() {
	body, err := json.Marshal(map[string]any{
		"acs_user_id": os.Getenv("ACS_USER_ID"), "access_method": "code", "code": "824759",
		"ends_at": time.Now().Add(72 * time.Hour).UTC(),
	})
	exitOn(err)
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "https://connect.getseam.com/acs/credentials/create", bytes.NewReader(body))
	exitOn(err)
	req.Header.Set("Authorization", "Bearer "+os.Getenv("SEAM_API_KEY"))
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	exitOn(err)
	defer resp.Body.Close()
	var answer struct {
		Credential struct {
			ID string `json:"acs_credential_id"`
		} `json:"acs_credential"`
	}
	exitOn(json.NewDecoder(resp.Body).Decode(&answer))
	fmt.Println(answer.Credential.ID)
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
