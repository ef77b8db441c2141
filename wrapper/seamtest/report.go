package seamtest

import (
	"cmp"
	"slices"
)

var reportRoutes = map[string]handler{
	"/acs/systems/report_devices": (*Server).reportDevices,
}

// hotekPlace is where a Hotek system says that an entrance is.
type hotekPlace struct {
	CommonAreaName   string `json:"common_area_name,omitzero"`
	CommonAreaNumber string `json:"common_area_number,omitzero"`
	RoomNumber       string `json:"room_number,omitzero"`
}

// reportDevices adds the encoders and the entrances that a Hotek system tells of, and takes away
// those it says are removed. What was reported before is known by its number.
func (s *Server) reportDevices(c *call) (answer, *refusal) {
	encoders, entrances := c.objects("acs_encoders"), c.objects("acs_entrances")
	for _, one := range entrances {
		if readPlace(one) == (hotekPlace{}) {
			one.wrong("hotek_metadata", "Give room_number, common_area_number or common_area_name")
		}
	}
	if no := c.refusal(); no != nil {
		return nil, no
	}
	in, no := s.findSystem(c.uuid("acs_system_id"))
	switch {
	case no != nil:
		return nil, no
	case in.ExternalType != "hotek_site":
		return nil, invalid("acs_system_id", "Only a Hotek system reports its devices")
	}
	for _, one := range encoders {
		s.reportEncoder(in, one)
	}
	for _, one := range entrances {
		s.reportEntrance(in, one)
	}
	return nil, nil
}

func (s *Server) reportEncoder(in *system, one *params) {
	about, _ := one.object("hotek_metadata")
	number := about.text("encoder_number")
	found, known := s.encoders.first(func(of *encoder) bool {
		return of.system == in && of.number == number && of.removedAt.IsZero()
	})
	switch removed := one.on("is_removed"); {
	case known && removed:
		s.removeEncoder(found)
	case !known && !removed:
		s.putEncoder(&encoder{system: in, number: number, name: "Encoder " + number})
	}
}

func readPlace(one *params) hotekPlace {
	about, _ := one.object("hotek_metadata")
	return hotekPlace{about.text("common_area_name"), about.text("common_area_number"), about.text("room_number")}
}

// key tells places apart: a room or a common area by its number, else by its name.
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

func (s *Server) reportEntrance(in *system, one *params) {
	at := readPlace(one)
	found, known := s.entrances.first(func(of *entrance) bool {
		return of.system == in && of.hotek != nil && of.hotek.key() == at.key()
	})
	switch removed := one.on("is_removed"); {
	case known && removed:
		s.removeEntrance(found)
	case known:
		found.hotek, found.name = &at, at.name()
	case !removed:
		s.putEntrance(&entrance{system: in, name: at.name(), hotek: &at})
	}
}

// removeEntrance takes an entrance away, and out of all that opened it.
func (s *Server) removeEntrance(gone *entrance) {
	s.entrances.remove(func(of *entrance) bool { return of == gone })
	without := func(doors []*entrance) []*entrance {
		return slices.DeleteFunc(slices.Clone(doors), func(of *entrance) bool { return of == gone })
	}
	for _, of := range s.credentials.all {
		of.entrances = without(of.entrances)
	}
	for _, of := range s.groups.all {
		of.entrances = without(of.entrances)
	}
	for _, of := range s.users.all {
		of.granted = without(of.granted)
	}
	s.emit("acs_entrance.removed", gone.system.ids(), answer{"acs_entrance_id": gone.id})
	s.fulfilAll()
}
