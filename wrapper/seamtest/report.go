package seamtest

import (
	"cmp"
	"slices"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

func (s *Server) reportOperations() protocol.Operations {
	return protocol.Operations{
		"/acs/systems/report_devices": s.reportDevices}
}

// hotekPlace is where a Hotek system says that an entrance is.
type hotekPlace struct {
	CommonAreaName   string `json:"common_area_name,omitzero"`
	CommonAreaNumber string `json:"common_area_number,omitzero"`
	RoomNumber       string `json:"room_number,omitzero"`
}

// reportDevices adds the encoders and the entrances that a Hotek system tells of, and takes away
// those it says are removed. What was reported before is known by its number.
func (s *Server) reportDevices(c *protocol.Call) (any, error) {
	encoders, entrances := c.Objects("acs_encoders"), c.Objects("acs_entrances")
	for _, one := range entrances {
		if readPlace(one) == (hotekPlace{}) {
			one.Wrong("hotek_metadata", "Give room_number, common_area_number or common_area_name")
		}
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	in, err := s.findSystem(c.UUID("acs_system_id"))
	switch {
	case err != nil:
		return nil, err
	case in.ExternalType != "hotek_site":
		return nil, problem.Invalid("acs_system_id", "Only a Hotek system reports its devices")
	}
	for _, one := range encoders {
		s.reportEncoder(in, one)
	}
	for _, one := range entrances {
		s.reportEntrance(in, one)
	}
	return protocol.OK, nil
}

func (s *Server) reportEncoder(in *system, one *protocol.Params) {
	about, _ := one.Object("hotek_metadata")
	number := about.Text("encoder_number")
	found, known := s.encoders.First(func(of *encoder) bool {
		return of.system == in && of.number == number && of.removedAt.IsZero()
	})
	switch removed := one.IsTrue("is_removed"); {
	case known && removed:
		s.removeEncoder(found)
	case !known && !removed:
		s.putEncoder(&encoder{system: in, number: number, name: "Encoder " + number})
	}
}

func readPlace(one *protocol.Params) hotekPlace {
	about, _ := one.Object("hotek_metadata")
	return hotekPlace{about.Text("common_area_name"), about.Text("common_area_number"), about.Text("room_number")}
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

func (s *Server) reportEntrance(in *system, one *protocol.Params) {
	at := readPlace(one)
	found, known := s.entrances.First(func(of *entrance) bool {
		return of.system == in && of.hotek != nil && of.hotek.key() == at.key()
	})
	switch removed := one.IsTrue("is_removed"); {
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
	s.entrances.DeleteWhere(func(of *entrance) bool { return of == gone })
	without := func(doors []*entrance) []*entrance {
		return slices.DeleteFunc(slices.Clone(doors), func(of *entrance) bool { return of == gone })
	}
	for _, of := range s.credentials.All() {
		of.entrances = without(of.entrances)
	}
	for _, of := range s.groups.All() {
		of.entrances = without(of.entrances)
	}
	for _, of := range s.users.All() {
		of.granted = without(of.granted)
	}
	s.world.Emit("acs_entrance.removed", gone.system.ids(), wire.Object{"acs_entrance_id": gone.ID})
	s.fulfilAll()
}
