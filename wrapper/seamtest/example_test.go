package seamtest_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/seam-go/seam/wrapper/seamtest"
)

// Anything that speaks HTTP can be pointed at a server, by way of its Transport.
func ExampleNewServer() {
	srv := seamtest.NewServer(seamtest.WithClock(func() time.Time {
		return time.Date(2024, 2, 1, 10, 0, 0, 0, time.UTC)
	}))
	hotel := srv.AddSystem(seamtest.System{Name: "Grand Hotel", ExternalType: "visionline_system"})
	client := &http.Client{Transport: srv}

	req, err := http.NewRequest(http.MethodPost, "https://connect.getseam.com/acs/users/create",
		strings.NewReader(`{"acs_system_id": "`+hotel+`", "full_name": ""}`))
	if err != nil {
		panic(err)
	}
	req.Header.Set("Authorization", "Bearer "+srv.APIKey())
	req.Header.Set("Content-Type", "application/json")
	resp, err := client.Do(req)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		panic(err)
	}
	fmt.Println(resp.Status)
	fmt.Println(string(body))
	// Output:
	// 400 Bad Request
	// {"error":{"message":"Must not be empty for \"full_name\"","type":"invalid_input","validation_errors":{"_errors":[],"full_name":{"_errors":["Must not be empty"]}}},"ok":false}
}
