package seamtest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Device describes a device to add. The zero value is good: a lock with a made-up name that is
// online, can be locked and unlocked from afar and takes access codes.
type Device struct {
	// Name is "Device 1" and so on when left empty.
	Name string
	// Type is Seam's type of device, "august_lock" when left empty.
	Type string
	// Manufacturer is Seam's name of it, such as "august". When left empty it is what the type
	// begins with.
	Manufacturer string
	// AccountID is the connected account that the device came with; a new one when left empty.
	AccountID string
	// TimeZone is an IANA name, or empty if it is not known.
	TimeZone string
	// Offline says that the device cannot be reached.
	Offline bool
	// Unmanaged says that Seam knows the device but does not control it.
	Unmanaged bool
	// Capabilities are those of Seam's capabilities_supported. When left nil they follow from the
	// type: "lock" and "access_code", or "thermostat", or "noise_detection".
	Capabilities []string
	// Can says what the device is able to do, by Seam's names without "can_", such as
	// "remotely_unlock": these are added to what follows from the capabilities, or taken away if
	// false.
	Can map[string]bool
	// Properties are further properties as Seam names them, such as "supported_code_lengths".
	Properties map[string]any
}

type device struct {
	record
	Device
	account  *account
	can      map[string]bool
	nickname string         // a name given by way of Seam
	props    map[string]any // of Seam's properties those that are not the same for all
	metadata map[string]any
	spaceIDs []string
	errors   []issue
	warnings []issue
}

var deviceRoutes = map[string]handler{
	"/devices/get":                      (*Server).getDevice,
	"/devices/list":                     (*Server).listDevices,
	"/devices/update":                   (*Server).updateDevice,
	"/devices/report_provider_metadata": (*Server).reportMetadata,
}

// AddDevice puts a device into the workspace and returns its ID. It panics if there is no such
// account.
func (s *Server) AddDevice(of Device) (id string) {
	s.arrange(func() { id = s.addDevice(of).id })
	return id
}

func (s *Server) addDevice(of Device) *device {
	added := &device{Device: of, account: s.accountFor(of), metadata: map[string]any{}}
	if added.Name == "" {
		added.Name = ordinal("Device", s.devices.all)
	}
	added.Type = cmp.Or(of.Type, "august_lock")
	if of.Capabilities == nil {
		added.Capabilities = capabilities(added.Type)
	}
	maker, _, _ := strings.Cut(added.Type, "_")
	added.Manufacturer = cmp.Or(of.Manufacturer, maker)
	added.can = abilities(added.Capabilities)
	maps.Copy(added.can, of.Can)
	added.props = map[string]any{}
	if slices.Contains(added.Capabilities, "lock") {
		added.props["locked"] = true
	}
	maps.Copy(added.props, of.Properties)
	added.record = s.newRecord("device")
	s.devices.put(added)
	s.emit("device.added", added.ids())
	s.emit(added.managed("device.connected", "device.unmanaged.connected"), added.ids())
	return added
}

func (s *Server) accountFor(of Device) *account {
	if of.AccountID == "" {
		return s.addAccount(Account{})
	}
	found, ok := s.accounts.get(of.AccountID)
	if !ok {
		panic(fmt.Sprintf("seamtest: AddDevice: there is no connected account %q", of.AccountID))
	}
	return found
}

// managed chooses between two words.
func (of *device) managed(managed, unmanaged string) string {
	if of.Unmanaged {
		return unmanaged
	}
	return managed
}

// ids are what an event about the device tells of it.
func (of *device) ids() answer {
	return answer{"device_id": of.id, "connected_account_id": of.account.id, "customer_key": of.account.CustomerKey}
}

// capabilities are what a type of device usually has.
func capabilities(deviceType string) []string {
	switch {
	case strings.HasSuffix(deviceType, "thermostat"):
		return []string{"thermostat"}
	case strings.Contains(deviceType, "sensor"):
		return []string{"noise_detection"}
	case strings.HasSuffix(deviceType, "phone"):
		return []string{"phone"}
	default:
		return []string{"lock", "access_code"}
	}
}

// abilities are what devices with certain capabilities can usually do.
func abilities(capabilities []string) map[string]bool {
	can := map[string]bool{
		"simulate_connection": true, "simulate_disconnection": true, "simulate_removal": true,
	}
	for capability, abilities := range map[string][]string{
		"lock":        {"remotely_lock", "remotely_unlock", "configure_auto_lock"},
		"access_code": {"program_online_access_codes", "unlock_with_code"},
		"thermostat":  {"hvac_heat", "hvac_cool", "hvac_heat_cool", "turn_off_hvac"},
	} {
		for _, ability := range abilities {
			can[ability] = can[ability] || slices.Contains(capabilities, capability)
		}
	}
	return can
}

// viewDevice has the fields of a managed or an unmanaged device, whichever it is.
func (s *Server) viewDevice(of *device) answer {
	view := answer{
		"capabilities_supported": listed(of.Capabilities),
		"connected_account_id":   of.account.id,
		"created_at":             timestamp(of.createdAt),
		"custom_metadata":        mapped(of.metadata),
		"device_id":              of.id,
		"device_type":            of.Type,
		"errors":                 s.deviceErrors(of),
		"is_managed":             !of.Unmanaged,
		"properties":             of.properties(),
		"warnings":               listed(of.warnings),
		"workspace_id":           s.workspaceID,
	}
	if of.TimeZone != "" {
		view["location"] = answer{"time_zone": of.TimeZone, "timezone": of.TimeZone}
	}
	for ability, can := range of.can {
		view["can_"+ability] = can
	}
	if of.Unmanaged {
		return view
	}
	view["display_name"] = of.name()
	view["space_ids"] = listed(of.spaceIDs)
	if of.nickname != "" {
		view["nickname"] = of.nickname
	}
	return view
}

func (of *device) name() string { return cmp.Or(of.nickname, of.Name) }

func (of *device) properties() answer {
	view := answer{
		"appearance":   answer{"name": of.Name},
		"model":        answer{"display_name": title(of.Type), "manufacturer_display_name": title(of.Manufacturer)},
		"manufacturer": of.Manufacturer,
		"name":         of.name(),
		"online":       !of.Offline,
	}
	maps.Copy(view, of.props)
	return view
}

// deviceErrors are what keeps the device from working.
func (s *Server) deviceErrors(of *device) []issue {
	errors := listed(of.errors)
	if of.account.disconnected {
		why := accountDisconnected(s)
		why.IsDeviceError = new(false)
		errors = append(errors, why)
	}
	return errors
}

func (s *Server) findDevice(id string) (*device, *refusal) {
	if found, ok := s.devices.get(id); ok {
		return found, nil
	}
	return nil, notFound("device")
}

// managedDevice finds a device that Seam controls.
func (s *Server) managedDevice(id string) (*device, *refusal) {
	found, no := s.findDevice(id)
	if no != nil {
		return nil, no
	}
	if found.Unmanaged {
		return nil, notFound("device")
	}
	return found, nil
}

// namedDevice finds the device that a request names, by its ID or its name, among those that count.
func (s *Server) namedDevice(c *call, counts func(*device) bool) (*device, *refusal) {
	id, name := c.uuid("device_id"), c.text("name")
	if id == "" && name == "" {
		return nil, invalid("", "Give device_id or name")
	}
	found, ok := s.devices.first(func(of *device) bool { return counts(of) && equals(id, of.id) && equals(name, of.name()) })
	if !ok {
		return nil, notFound("device")
	}
	return found, nil
}

func isManaged(of *device) bool { return !of.Unmanaged }

func (s *Server) getDevice(c *call) (answer, *refusal) {
	found, no := s.namedDevice(c, isManaged)
	if no != nil {
		return nil, no
	}
	return answer{"device": s.viewDevice(found)}, nil
}

func (s *Server) listDevices(c *call) (answer, *refusal) {
	found, pages, no := s.selectDevices(c, isManaged)
	if no != nil {
		return nil, no
	}
	return answer{"devices": views(found, s.viewDevice), "pagination": pages}, nil
}

// selectDevices returns the page of devices that a list request asks for, among those that count.
func (s *Server) selectDevices(c *call, counts func(*device) bool) ([]*device, *pagination, *refusal) {
	before := c.dateTime("created_before")
	page := c.paging(500)
	if no := c.refusal(); no != nil {
		return nil, nil, no
	}
	found := s.devices.where(func(of *device) bool {
		return counts(of) && c.wantsDevice(of) && (before.IsZero() || of.createdAt.Before(before))
	})
	return cut(page, found)
}

// wantsDevice tells whether a device has what the filters of a list ask for.
func (c *call) wantsDevice(of *device) bool {
	return among(c.uuids("device_ids"), c.given("device_ids"), of.id) &&
		among(c.uuids("connected_account_ids"), c.given("connected_account_ids"), of.account.id) &&
		among(c.texts("device_types"), c.given("device_types"), of.Type) &&
		equals(c.uuid("connected_account_id"), of.account.id) &&
		equals(c.uuid("connect_webview_id"), of.account.webviewID()) &&
		equals(c.text("customer_key"), of.account.CustomerKey) &&
		equals(c.text("user_identifier_key"), of.account.userKey()) &&
		equals(c.text("device_type"), of.Type) &&
		equals(c.text("manufacturer"), of.Manufacturer) &&
		(!c.given("space_id") || slices.Contains(of.spaceIDs, c.uuid("space_id"))) &&
		!c.given("unstable_location_id") && // No device is in a location here.
		c.hasMetadata(of.metadata) &&
		matches(c.text("search"), of.name(), of.id, of.Type)
}

// among is a filter by a list of values, which matches everything when it is left out.
func among(values []string, given bool, value string) bool {
	return !given || slices.Contains(values, value)
}

func (s *Server) updateDevice(c *call) (answer, *refusal) {
	of, no := s.managedDevice(c.uuid("device_id"))
	if no != nil {
		return nil, no
	}
	in, _ := c.object("properties")
	for _, named := range []*params{in, c.params} { // properties.name is the older name of name
		if named.given("name") || named.null("name") {
			s.rename(of, named.text("name"))
		}
	}
	if backup := c.flag("backup_access_code_pool_enabled"); backup != nil {
		of.props["backup_access_code_pool_enabled"] = *backup
	}
	of.metadata = c.metadata(of.metadata)
	s.manage(of, c.flag("is_managed"))
	return nil, nil
}

func (s *Server) rename(of *device, name string) {
	if of.nickname == name {
		return
	}
	of.nickname = name
	s.emit("device.name_changed", of.ids(), answer{"device_name": of.name()})
}

// manage puts a device under Seam's control or out of it; nil leaves it.
func (s *Server) manage(of *device, managed *bool) {
	if managed == nil || *managed == !of.Unmanaged {
		return
	}
	of.Unmanaged = !*managed
	s.emit(of.managed("device.unmanaged.converted_to_managed", "device.converted_to_unmanaged"), of.ids())
}

// reportMetadata takes what a provider knows better than Seam; nothing in the fake depends on it.
func (s *Server) reportMetadata(c *call) (answer, *refusal) {
	for _, report := range c.objects("devices") {
		if _, no := s.findDevice(report.uuid("device_id")); no != nil {
			return nil, no
		}
	}
	return nil, nil
}

// dropDevices forgets devices, and what is on them.
func (s *Server) dropDevices(gone func(*device) bool) {
	for _, of := range s.devices.where(gone) {
		s.codes.remove(func(code *accessCode) bool { return code.device == of })
		s.emit("device.deleted", of.ids(), answer{"device_name": of.name()})
	}
	s.devices.remove(gone)
}
