// Command plain creates one credential with net/http and encoding/json.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
)

type request struct {
	ACSUserID    string `json:"acs_user_id"`
	AccessMethod string `json:"access_method"`
	Code         string `json:"code"`
}

type response struct {
	Credential struct {
		ID string `json:"acs_credential_id"`
	} `json:"acs_credential"`
}

func main() {
	body, err := json.Marshal(request{os.Getenv("ACS_USER_ID"), "code", "824759"})
	if err != nil {
		log.Fatal(err)
	}
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost,
		os.Getenv("SEAM_ENDPOINT")+"/acs/credentials/create", bytes.NewReader(body))
	if err != nil {
		log.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+os.Getenv("SEAM_API_KEY"))
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		log.Fatal(err)
	}
	defer resp.Body.Close()
	var created response
	if err := json.NewDecoder(resp.Body).Decode(&created); err != nil {
		log.Fatal(err)
	}
	fmt.Println(created.Credential.ID)
}
