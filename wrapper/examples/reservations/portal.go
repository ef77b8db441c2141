package main

import (
	"net/http"
	"slices"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/examples/internal/app"
)

// postPortal returns a link to Seam's web page on which the manager of a property connects the locks and
// assigns them to the units. A link lives for 7 days: make one for each visit.
func (rt *Rentals) postPortal(r *http.Request) (app.Object, error) {
	units, err := rt.units(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	data := &gen.CustomersCreatePortalRequestCustomerData{CustomerKey: r.PathValue("id")}
	for _, unit := range units {
		data.Spaces = append(data.Spaces, gen.CustomersCreatePortalRequestCustomerDataSpace{SpaceKey: unit, Name: unit})
	}
	created, err := rt.client.Customers.CreatePortal(r.Context(), &gen.CustomersCreatePortalRequest{CustomerData: data})
	if err != nil {
		return nil, err
	}
	if created.CustomerPortal == nil {
		return nil, app.Errorf(http.StatusBadGateway, "Seam's response has no portal")
	}
	return app.Object{"url": created.CustomerPortal.URL, "expiresAt": created.CustomerPortal.ExpiresAt}, nil
}

// deleteProperty deletes all that Seam has of a property: its reservations, guests and units.
func (rt *Rentals) deleteProperty(r *http.Request) (app.Object, error) {
	property := r.PathValue("id")
	if _, err := rt.units(property); err != nil {
		return nil, err
	}
	for _, reservation := range rt.reservations.All() {
		if rt.properties[reservation.UnitID] == property {
			if _, err := rt.cancel(r.Context(), reservation); err != nil {
				return nil, err
			}
		}
	}
	return nil, rt.client.Customers.DeleteData(r.Context(), &gen.CustomersDeleteDataRequest{CustomerKeys: []string{property}})
}

// units returns the units of a property.
func (rt *Rentals) units(property string) ([]string, error) {
	var units []string
	for unit, owner := range rt.properties {
		if owner == property {
			units = append(units, unit)
		}
	}
	if len(units) == 0 {
		return nil, app.Errorf(http.StatusNotFound, "there is no property %q", property)
	}
	slices.Sort(units)
	return units, nil
}
