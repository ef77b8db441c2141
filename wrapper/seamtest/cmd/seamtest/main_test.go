package main

import (
	"bufio"
	"context"
	"io"
	"maps"
	"strings"
	"testing"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/openapi/commandline"
	seam "github.com/seam-go/seam/wrapper"
)

// started runs the command and returns what it printed. The end of the test interrupts it.
func started(t *testing.T, o options) map[string]string {
	t.Helper()
	ctx, interrupt := context.WithCancel(context.Background())
	lines, out := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, o, out)
		_ = out.Close()
	}()
	t.Cleanup(func() {
		interrupt()
		if err := <-ended; err != nil {
			t.Errorf("ended with %v", err)
		}
	})
	facts := map[string]string{}
	for scanner := bufio.NewScanner(lines); scanner.Scan(); {
		name, value, ok := strings.Cut(scanner.Text(), " ")
		if !ok || value == "" || facts[name] != "" {
			t.Errorf("line %q is not a new name and a value", scanner.Text())
		}
		facts[name] = value
		if name == "url" {
			break
		}
	}
	return facts
}

func local(world string) options { return options{addr: "127.0.0.1:0", seed: "test", world: world} }

// TestRun does what a program in another language does: it reads the lines, calls, and interrupts.
func TestRun(t *testing.T) {
	t.Parallel()
	facts := started(t, local(worldHotel))
	client, err := seam.NewClient(seam.APIKey(facts["api_key"]), seam.WithEndpoint(facts["url"]))
	if err != nil {
		t.Fatal(err)
	}
	door, err := client.ACS.Entrances.Get(t.Context(), &gen.ACSEntrancesGetRequest{ACSEntranceID: facts["acs_entrance_id"]})
	if err != nil || door.DisplayName != "Front Door" {
		t.Errorf("got %v, %v", door, err)
	}
	encodeAndScan(t, client, facts["acs_system_id"], facts["acs_encoder_id"], facts["card_number"])
	encodeAndScan(t, client, facts["staff_acs_system_id"], facts["staff_acs_encoder_id"], facts["staff_card_number"])

	for _, kind := range []string{"device_id", "thermostat_device_id", "noise_sensor_device_id"} {
		if _, err := client.Devices.Get(t.Context(), &gen.DevicesGetRequest{DeviceID: new(facts[kind])}); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
	if _, err := client.Devices.Unmanaged.Get(t.Context(), &gen.DevicesUnmanagedGetRequest{DeviceID: new(facts["unmanaged_device_id"])}); err != nil {
		t.Errorf("unmanaged: %v", err)
	}
	if _, err := client.ACS.AccessGroups.Get(t.Context(), &gen.ACSAccessGroupsGetRequest{ACSAccessGroupID: facts["acs_access_group_id"]}); err != nil {
		t.Errorf("access group: %v", err)
	}
}

func encodeAndScan(t *testing.T, client *seam.Client, system, encoder, card string) {
	t.Helper()
	user, err := client.ACS.Users.Create(t.Context(), &gen.ACSUsersCreateRequest{ACSSystemID: system, FullName: "Jane"})
	if err != nil {
		t.Fatal(err)
	}
	credential, err := client.ACS.Credentials.Create(t.Context(), seam.CredentialParams{Holder: seam.ACSUser(user.ACSUserID), Method: seam.Card{}})
	if err != nil {
		t.Fatal(err)
	}
	encoding, err := client.ACS.Encoders.Encode(t.Context(), encoder, credential.ACSCredentialID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := encoding.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	scanning, err := client.ACS.Encoders.Scan(t.Context(), encoder)
	if err != nil {
		t.Fatal(err)
	}
	scan, err := scanning.Wait(t.Context())
	if err != nil || scan.OnCard == nil || scan.OnCard.CardNumber == nil || *scan.OnCard.CardNumber != card || scan.OnSeam == nil || scan.OnSeam.ACSCredentialID != credential.ACSCredentialID {
		t.Errorf("scanned %+v, %v", scan, err)
	}
}

// Keys and IDs are the same in every run of a seed, and others of another.
func TestRunWithSeed(t *testing.T) {
	t.Parallel()
	first, second, third := started(t, local(worldHotel)), started(t, local(worldHotel)), started(t, options{"127.0.0.1:0", "other", worldHotel})
	delete(first, "url")
	delete(second, "url")
	if !maps.Equal(first, second) {
		t.Errorf("%v became %v", first, second)
	}
	for name, value := range first {
		if third[name] == value {
			t.Errorf("%s does not follow from the seed", name)
		}
	}
}

func TestRunEmpty(t *testing.T) {
	t.Parallel()
	facts := started(t, local(worldEmpty))
	if len(facts) != 5 {
		t.Errorf("got %v", facts)
	}
}

func TestRunRefuses(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]options{
		"address": {"127.0.0.1:no", "", worldEmpty},
		"world":   {"127.0.0.1:0", "", "moon"},
	} {
		if err := run(t.Context(), o, io.Discard); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Wrong usage and failures have different statuses, and help names every flag.
func TestCommandLine(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]struct {
		status         int
		stdout, stderr string
	}{
		"-world moon":        {2, "", "seamtest: -world: unknown hardware \"moon\": use hotel or empty; see seamtest -h\n"},
		"-addr 127.0.0.1:no": {1, "", "seamtest: listen tcp: "},
		"-addr":              {2, "", "; see seamtest -h\n"},
		"-h":                 {0, "-addr address", ""},
	} {
		var stdout, stderr strings.Builder
		status := commandline.Run(t.Context(), commandLine, strings.Fields(args), &stdout, &stderr)
		if status != want.status || !strings.Contains(stdout.String(), want.stdout) || !strings.Contains(stderr.String(), want.stderr) {
			t.Errorf("%s: %d\n%s\n%s", args, status, stdout.String(), stderr.String())
		}
	}
}
