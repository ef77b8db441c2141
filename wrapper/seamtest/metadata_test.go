package seamtest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
)

func TestMetadataLimits(t *testing.T) {
	w := newWorld(t)
	account := w.srv.AddAccount(seamtest.Account{})
	requests := map[string]string{
		"/connect_webviews/create":   `{`,
		"/connected_accounts/update": `{'connected_account_id':'` + account + `',`,
		"/devices/update":            `{'device_id':'` + w.srv.AddDevice(seamtest.Device{}) + `',`,
		"/devices/unmanaged/update":  `{'device_id':'` + w.srv.AddDevice(seamtest.Device{Unmanaged: true}) + `',`,
	}
	fields := func(n int) string {
		list := make([]string, n)
		for i := range list {
			list[i] = fmt.Sprintf("'field %d':true", i)
		}
		return strings.Join(list, ",")
	}
	for path, request := range requests {
		for name, metadata := range map[string]string{
			"too many": fields(51), "long name": `'` + strings.Repeat("n", 41) + `':true`, "dot": `'a.b':true`,
			"long value": `'note':'` + strings.Repeat("v", 501) + `'`,
		} {
			t.Run(path+" "+name, func(t *testing.T) {
				w.refusedAs(path, request+`'custom_metadata':{`+metadata+`}}`, 400, "invalid_input")
			})
		}
		w.ok(path, request+`'custom_metadata':{`+fields(48)+`,'`+strings.Repeat("ü", 40)+`':true,'note':'`+strings.Repeat("ü", 500)+`'}}`)
	}
}

// metadataOf sends two updates with custom metadata, and returns it after them.
func (w *world) metadataOf(path, key, named, first, second string) any {
	w.t.Helper()
	for _, metadata := range []string{first, second} {
		w.ok(path+"/update", named+`,'custom_metadata':`+metadata+`}`)
	}
	w.ok(path+"/update", named+`}`) // leaves it unchanged
	return w.object(path+"/get", key, named+`}`)["custom_metadata"]
}

func TestEmptyMetadataOfADevice(t *testing.T) {
	w := newWorld(t)
	lock := `{'device_id':'` + w.srv.AddDevice(seamtest.Device{}) + `'`
	got := w.metadataOf("/devices", "device", lock, `{'room':'42','floor':'4','vip':true}`, `{'room':'','vip':null}`)
	sameJSON(t, toJSON(t, got), `{'floor':'4'}`)
}

func TestMetadataOfAnAccount(t *testing.T) {
	w := newWorld(t)
	account := `{'connected_account_id':'` + w.srv.AddAccount(seamtest.Account{}) + `'`
	got := w.metadataOf("/connected_accounts", "connected_account", account, `{'plan':'gold','city':'Oslo'}`, `{'plan':'silver'}`)
	sameJSON(t, toJSON(t, got), `{'plan':'silver'}`)
}
