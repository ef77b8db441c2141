package seamtest

import (
	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
)

var unmanagedCodeOperations = protocol.Operations[*Server]{
	"/access_codes/simulate/create_unmanaged_access_code": (*Server).simulateUnmanagedCode,
	"/access_codes/unmanaged/convert_to_managed":          (*Server).convertCode,
	"/access_codes/unmanaged/delete":                      (*Server).deleteUnmanagedCode,
	"/access_codes/unmanaged/get":                         (*Server).getUnmanagedCode,
	"/access_codes/unmanaged/list":                        (*Server).listUnmanagedCodes,
	"/access_codes/unmanaged/update":                      (*Server).updateUnmanagedCode,
}

// simulateUnmanagedCode plays someone who sets a code at the lock, without Seam.
func (s *Server) simulateUnmanagedCode(c *protocol.Call) (any, error) {
	of, err := s.places.Devices.Find(c.UUID("device_id"))
	if err != nil {
		return nil, err
	}
	made := &accessCode{device: of, name: c.Text("name"), code: c.Text("code"), unmanaged: true, onDevice: true}
	if err := s.checkCode(made, made.code); err != nil {
		return nil, err
	}
	made.Record = s.world.NewRecord("access_code")
	s.codes.Insert(made)
	s.world.Emit("access_code.unmanaged.created", made.EventFields())
	return protocol.Body{"access_code": s.viewAccessCode(made)}, nil
}

func (s *Server) getUnmanagedCode(c *protocol.Call) (any, error) {
	found, err := s.namedAccessCode(c, true)
	if err != nil {
		return nil, err
	}
	return protocol.Body{"access_code": s.viewAccessCode(found)}, nil
}

func (s *Server) listUnmanagedCodes(c *protocol.Call) (any, error) {
	return s.listCodes(c, func(of *accessCode) bool { return of.unmanaged })
}

func (s *Server) findUnmanagedCode(c *protocol.Call) (*accessCode, error) {
	if found, ok := s.codes.Get(c.UUID("access_code_id")); ok && found.unmanaged {
		return found, nil
	}
	return nil, problem.NotFound("access_code")
}

func (s *Server) convertCode(c *protocol.Call) (any, error) {
	of, err := s.findUnmanagedCode(c)
	if err != nil {
		return nil, err
	}
	of.unmanaged = false
	of.external = c.IsTrue("is_external_modification_allowed") || c.IsTrue("allow_external_modification")
	s.world.Emit("access_code.unmanaged.converted_to_managed", of.EventFields())
	return protocol.OK, nil
}

// updateUnmanagedCode is the other way to convert a code.
func (s *Server) updateUnmanagedCode(c *protocol.Call) (any, error) {
	if !c.IsTrue("is_managed") {
		_, err := s.findUnmanagedCode(c)
		return protocol.OK, err
	}
	return s.convertCode(c)
}

func (s *Server) deleteUnmanagedCode(c *protocol.Call) (any, error) {
	of, err := s.findUnmanagedCode(c)
	if err != nil {
		return nil, err
	}
	return attempted(s.takeOff(of)), nil
}
