package seamtest

// Hotel holds the IDs of the hardware that [Server.AddHotel] adds.
type Hotel struct {
	// SystemID is a Visionline system for guests. An access grant for its entrances needs a
	// ReservationKey. CredentialManagerID is the system that issues its mobile keys.
	SystemID, CredentialManagerID string
	// FrontDoorID and RoomID are entrances of the guest system. EncoderID is its card encoder, which
	// holds the blank card CardNumber.
	FrontDoorID, RoomID, EncoderID, CardNumber string

	// StaffSystemID is a Salto Space system for the staff. AccessGroupID is its access group, whose
	// members can open the entrance OfficeID.
	StaffSystemID, AccessGroupID, OfficeID string
	// StaffEncoderID is the card encoder of the staff system. It holds the blank card StaffCardNumber.
	StaffEncoderID, StaffCardNumber string

	// LockID is a smart lock. UnmanagedLockID is a lock that Seam lists but does not control.
	LockID, UnmanagedLockID string
	// ThermostatID and NoiseSensorID are devices in the room.
	ThermostatID, NoiseSensorID string
}

// AddHotel adds hardware of every kind that the API cannot create: two access systems with entrances,
// card encoders and cards, an access group, locks, a thermostat and a noise sensor. A blank card is on
// each encoder, so a program can encode and scan at once.
func (s *Server) AddHotel() Hotel {
	var h Hotel
	s.addGuestSystem(&h)
	s.addStaffSystem(&h)
	s.addHotelDevices(&h)
	return h
}

func (s *Server) addGuestSystem(h *Hotel) {
	h.CredentialManagerID = s.AddSystem(System{Name: "Mobile Keys", ExternalType: "assa_abloy_credential_service", IsCredentialManager: true})
	h.SystemID = s.AddSystem(System{
		Name: "Grand Hotel", ExternalType: "visionline_system", TimeZone: "Europe/Stockholm", CredentialManagerID: h.CredentialManagerID,
	})
	h.FrontDoorID = s.AddEntrance(h.SystemID, "Front Door")
	h.RoomID = s.AddEntrance(h.SystemID, "Room 101")
	h.EncoderID, h.CardNumber = s.addEncoderWithCard(h.SystemID, "Front Desk")
}

func (s *Server) addStaffSystem(h *Hotel) {
	h.StaffSystemID = s.AddSystem(System{Name: "Staff Area", ExternalType: "salto_space_system", TimeZone: "Europe/Stockholm"})
	h.OfficeID = s.AddEntrance(h.StaffSystemID, "Office")
	h.AccessGroupID = s.AddAccessGroup(h.StaffSystemID, "Staff", h.OfficeID)
	h.StaffEncoderID, h.StaffCardNumber = s.addEncoderWithCard(h.StaffSystemID, "Back Office")
}

func (s *Server) addEncoderWithCard(systemID, name string) (encoderID, number string) {
	encoderID, number = s.AddEncoder(systemID, name), s.AddCard(Card{})
	s.PlaceCard(encoderID, number)
	return encoderID, number
}

func (s *Server) addHotelDevices(h *Hotel) {
	h.LockID = s.AddDevice(Device{Name: "Back Door", TimeZone: "Europe/Stockholm"})
	h.UnmanagedLockID = s.AddDevice(Device{Name: "Cellar", Unmanaged: true})
	h.ThermostatID = s.AddDevice(Device{Name: "Room 101 Thermostat", Type: "ecobee_thermostat", Properties: map[string]any{
		"is_cooling": false, "is_fan_running": false, "is_heating": false,
		"relative_humidity": 0.45, "temperature_celsius": 21.0, "temperature_fahrenheit": 69.8,
	}})
	h.NoiseSensorID = s.AddDevice(Device{Name: "Room 101 Noise Sensor", Type: "minut_sensor", Properties: map[string]any{
		"noise_level_decibels": 41.5, "currently_triggering_noise_threshold_ids": []string{},
	}})
}
