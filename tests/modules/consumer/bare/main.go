// Command bare creates one credential with net/http alone.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
)

func main() {
	body := fmt.Sprintf(`{"acs_user_id":%q,"access_method":"code","code":"824759"}`, os.Getenv("ACS_USER_ID"))
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost,
		os.Getenv("SEAM_ENDPOINT")+"/acs/credentials/create", strings.NewReader(body))
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
	if _, err := io.Copy(os.Stdout, resp.Body); err != nil {
		log.Fatal(err)
	}
}
