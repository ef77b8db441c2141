package main

import (
	seam "github.com/seam-go/seam/wrapper"
	"github.com/seam-go/seam/wrapper/seamtest"
)

// fake returns a client of a small fake hotel. Its hardware is added directly, because Seam's API cannot
// create hardware.
func fake() *seam.Client {
	srv := seamtest.NewServer()
	phones := srv.AddSystem(seamtest.System{
		Name: "Phones", ExternalType: "assa_abloy_credential_service", IsCredentialManager: true,
	})
	hotel := srv.AddSystem(seamtest.System{
		Name: "Grand Hotel", ExternalType: "visionline_system", CredentialManagerID: phones,
	})
	srv.AddEntrance(hotel, "Front Door")
	srv.AddEntrance(hotel, "Room 101")
	return srv.Client()
}
