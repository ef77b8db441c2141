package seamtest

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

func (s *Server) unmanagedDeviceOperations() protocol.Operations {
	return protocol.Operations{
		"/devices/unmanaged/get":    s.getUnmanagedDevice,
		"/devices/unmanaged/list":   s.listUnmanagedDevices,
		"/devices/unmanaged/update": s.updateUnmanagedDevice}
}

func isUnmanaged(of *device) bool { return of.Unmanaged }

func (s *Server) getUnmanagedDevice(c *protocol.Call) (any, error) {
	found, err := s.namedDevice(c, isUnmanaged)
	if err != nil {
		return nil, err
	}
	return protocol.Body{"device": s.viewDevice(found)}, nil
}

func (s *Server) listUnmanagedDevices(c *protocol.Call) (any, error) {
	found, pages, err := s.selectDevices(c, 500, isUnmanaged)
	if err != nil {
		return nil, err
	}
	return protocol.Body{"devices": wire.Views(found, s.viewDevice), "pagination": pages}, nil
}

func (s *Server) updateUnmanagedDevice(c *protocol.Call) (any, error) {
	of, err := s.findDevice(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	if !of.Unmanaged {
		return nil, problem.NotFound("device")
	}
	of.metadata = c.CustomMetadata(of.metadata)
	s.manage(of, c.Flag("is_managed"))
	return protocol.OK, nil
}
