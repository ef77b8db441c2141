// Command nethttp creates one credential with net/http alone, even without encoding/json, and prints
// what Seam answers. It is what `make size` measures command seam from.
package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

func main() {
	body := fmt.Sprintf(`{"acs_user_id":%q,"access_method":"code","code":"824759","ends_at":%q}`,
		os.Getenv("ACS_USER_ID"), time.Now().Add(72*time.Hour).UTC().Format(time.RFC3339))
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "https://connect.getseam.com/acs/credentials/create", strings.NewReader(body))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	req.Header.Set("Authorization", "Bearer "+os.Getenv("SEAM_API_KEY"))
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer resp.Body.Close()
	if _, err := io.Copy(os.Stdout, resp.Body); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}
