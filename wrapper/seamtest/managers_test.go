package seamtest_test

import (
	"testing"

	"github.com/seam-go/seam/wrapper/seamtest"
)

func TestCompatibleManagers(t *testing.T) {
	w := newWorld(t)
	second := w.srv.AddSystem(seamtest.System{ExternalType: "assa_abloy_credential_service", IsCredentialManager: true})
	odd := w.srv.AddSystem(seamtest.System{ExternalType: "legic_connect_credential_service", IsCredentialManager: true})
	community := w.srv.AddSystem(seamtest.System{ExternalType: "dormakaba_community_site", CredentialManagerID: odd})
	list := func(system string) []string {
		t.Helper()
		return w.ids("/acs/systems/list_compatible_credential_manager_acs_systems", "acs_systems", "acs_system_id", `{'acs_system_id':'`+system+`'}`)
	}
	w.sameList("of the same maker", list(w.hotel), w.manager, second)
	w.sameList("its own", list(community), odd)
	w.sameList("none", list(w.office))
	w.refusedAs("/acs/systems/list_compatible_credential_manager_acs_systems", `{'acs_system_id':'`+unknownID+`'}`, 404, "acs_system_not_found")
	w.sameList("added", w.events("acs_system.added", "acs_system_id"), w.manager, w.hotel, w.office, second, odd, community)
}
