package grants

import "github.com/seam-go/seam/wrapper/seamtest/internal/rules"

var placesOnUpdate = rules.Rule{
	Name:       "An update changes the places of an access grant",
	Page:       "use-cases/granting-access/managing-access-grants",
	Operations: []string{"/access_grants/update"},
	Why:        "Seam's document gives the operation no fields for them",
}

var reconciliation = rules.Rule{
	Name:       "A grant whose spaces changed has the warning underprovisioned_access or overprovisioned_access until its methods follow",
	Page:       "use-cases/granting-access/managing-access-grants",
	Operations: []string{"/access_grants/get"},
	Why:        "the methods follow at once, and a pending access code has its own status",
}

var automations = rules.Rule{
	Name:       "Pushed reservations become access grants, and deleted ones lose them",
	Page:       "capability-guides/reservation-automations",
	Operations: []string{"/customers/push_data", "/customers/delete_data"},
	Why:        "both calls return an example and change nothing",
}
