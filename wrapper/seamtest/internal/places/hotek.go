package places

import (
	"cmp"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

// hotekPlace is the location of an entrance in the report of a Hotek system.
type hotekPlace struct {
	CommonAreaName   string `json:"common_area_name,omitzero"`
	CommonAreaNumber string `json:"common_area_number,omitzero"`
	RoomNumber       string `json:"room_number,omitzero"`
}

func readHotekPlace(in *protocol.Params) hotekPlace {
	metadata, _ := in.Object("hotek_metadata")
	return hotekPlace{metadata.Text("common_area_name"), metadata.Text("common_area_number"), metadata.Text("room_number")}
}

// key identifies a room or a common area by its number, or else by its name.
func (p hotekPlace) key() [2]string {
	if p.RoomNumber != "" {
		return [2]string{"room", p.RoomNumber}
	}
	return [2]string{"area", cmp.Or(p.CommonAreaNumber, p.CommonAreaName)}
}

func (p hotekPlace) name() string {
	if p.RoomNumber != "" {
		return "Room " + p.RoomNumber
	}
	return cmp.Or(p.CommonAreaName, "Common Area "+p.CommonAreaNumber)
}

// reportHotekDevices adds the encoders and the entrances that a Hotek system reports, and removes those
// that it reports as removed. It recognizes those of earlier reports by their numbers.
func (a *Area) reportHotekDevices(c *protocol.Call) (any, error) {
	encoders, entrances := c.Objects("acs_encoders"), c.Objects("acs_entrances")
	for _, report := range entrances {
		if readHotekPlace(report) == (hotekPlace{}) {
			report.Wrong("hotek_metadata", "Give room_number, common_area_number or common_area_name")
		}
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	in, err := a.Systems.Find(c.UUID("acs_system_id"))
	switch {
	case err != nil:
		return nil, err
	case in.ExternalType != "hotek_site":
		return nil, problem.Invalid("acs_system_id", "Only a Hotek system reports its devices")
	}
	for _, report := range encoders {
		a.reportHotekEncoder(in, report)
	}
	for _, report := range entrances {
		a.reportHotekEntrance(in, report)
	}
	return protocol.OK, nil
}

func (a *Area) reportHotekEncoder(in *System, report *protocol.Params) {
	metadata, _ := report.Object("hotek_metadata")
	number := metadata.Text("encoder_number")
	found, known := a.Encoders.First(func(e *Encoder) bool {
		return e.System == in && e.number == number && e.removedAt.IsZero()
	})
	switch removed := report.IsTrue("is_removed"); {
	case known && removed:
		a.RemoveEncoder(found)
	case !known && !removed:
		a.AddEncoder(&Encoder{System: in, number: number, Name: "Encoder " + number})
	}
}

func (a *Area) reportHotekEntrance(in *System, report *protocol.Params) {
	at := readHotekPlace(report)
	found, known := a.Entrances.First(func(e *Entrance) bool {
		return e.System == in && e.hotek != nil && e.hotek.key() == at.key()
	})
	switch removed := report.IsTrue("is_removed"); {
	case known && removed:
		a.removeEntrance(found)
	case known:
		found.hotek, found.Name = &at, at.name()
	case !removed:
		a.AddEntrance(&Entrance{System: in, Name: at.name(), hotek: &at})
	}
}
