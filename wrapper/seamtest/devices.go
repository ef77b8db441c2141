package seamtest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
	"github.com/seam-go/seam/wrapper/seamtest/internal/world"
)

// Device describes a device to add. The zero value is good: a lock with a made-up name that is
// online, can be locked and unlocked from afar and takes access codes.
type Device struct {
	// Name is "Device 1" and so on when left empty.
	Name string
	// Type is Seam's type of device, "august_lock" when left empty.
	Type gen.DeviceType
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
	Capabilities []gen.DeviceCapability
	// Can says what the device is able to do, by Seam's names without "can_", such as
	// "remotely_unlock": these are added to what follows from the capabilities, or taken away if
	// false.
	Can map[string]bool
	// Properties are further properties as Seam names them, such as "supported_code_lengths".
	Properties map[string]any
}

type device struct {
	world.Record
	Device
	account  *account
	can      map[string]bool
	nickname string         // a name given by way of Seam
	props    map[string]any // of Seam's properties those that are not the same for all
	metadata map[string]any
	spaceIDs []string
	errors   []wire.Issue
	warnings []wire.Issue
}

func (s *Server) deviceOperations() protocol.Operations {
	return protocol.Operations{
		"/devices/get":                      s.getDevice,
		"/devices/list":                     s.listDevices,
		"/devices/update":                   s.updateDevice,
		"/devices/report_provider_metadata": s.reportMetadata}
}

// AddDevice puts a device into the workspace and returns its ID. It panics if there is no such
// account.
func (s *Server) AddDevice(of Device) (id string) {
	s.protocol.Do(func() { id = s.addDevice(of).ID })
	return id
}

func (s *Server) addDevice(of Device) *device {
	added := &device{Device: of, account: s.accountFor(of), metadata: map[string]any{}}
	if added.Name == "" {
		added.Name = s.devices.NextName("Device")
	}
	added.Type = cmp.Or(of.Type, "august_lock")
	if of.Capabilities == nil {
		added.Capabilities = capabilities(added.Type)
	}
	maker, _, _ := strings.Cut(string(added.Type), "_")
	added.Manufacturer = cmp.Or(of.Manufacturer, maker)
	added.can = abilities(added.Capabilities)
	maps.Copy(added.can, of.Can)
	added.props = map[string]any{}
	if slices.Contains(added.Capabilities, "lock") {
		added.props["locked"] = true
	}
	maps.Copy(added.props, of.Properties)
	added.Record = s.world.NewRecord("device")
	s.devices.Insert(added)
	s.world.Emit("device.added", added.ids())
	s.world.Emit(added.managed("device.connected", "device.unmanaged.connected"), added.ids())
	return added
}

func (s *Server) accountFor(of Device) *account {
	if of.AccountID == "" {
		return s.addAccount(Account{})
	}
	found, ok := s.accounts.Get(of.AccountID)
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
func (of *device) ids() wire.Object {
	return wire.Object{"device_id": of.ID, "connected_account_id": of.account.ID, "customer_key": of.account.CustomerKey}
}

// capabilities are what a type of device usually has.
func capabilities(deviceType gen.DeviceType) []gen.DeviceCapability {
	switch kind := string(deviceType); {
	case strings.HasSuffix(kind, "thermostat"):
		return []gen.DeviceCapability{"thermostat"}
	case strings.Contains(kind, "sensor"):
		return []gen.DeviceCapability{"noise_detection"}
	case strings.HasSuffix(kind, "phone"):
		return []gen.DeviceCapability{"phone"}
	default:
		return []gen.DeviceCapability{"lock", "access_code"}
	}
}

// abilities are what devices with certain capabilities can usually do.
func abilities(capabilities []gen.DeviceCapability) map[string]bool {
	can := map[string]bool{
		"simulate_connection": true, "simulate_disconnection": true, "simulate_removal": true,
	}
	for capability, abilities := range map[gen.DeviceCapability][]string{
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
