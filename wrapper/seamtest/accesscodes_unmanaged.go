package seamtest

var unmanagedCodeRoutes = map[string]handler{
	"/access_codes/simulate/create_unmanaged_access_code": (*Server).simulateUnmanagedCode,
	"/access_codes/unmanaged/convert_to_managed":          (*Server).convertCode,
	"/access_codes/unmanaged/delete":                      (*Server).deleteUnmanagedCode,
	"/access_codes/unmanaged/get":                         (*Server).getUnmanagedCode,
	"/access_codes/unmanaged/list":                        (*Server).listUnmanagedCodes,
	"/access_codes/unmanaged/update":                      (*Server).updateUnmanagedCode,
}

// simulateUnmanagedCode plays someone who sets a code at the lock, without Seam.
func (s *Server) simulateUnmanagedCode(c *call) (answer, *refusal) {
	of, no := s.findDevice(c.uuid("device_id"))
	if no != nil {
		return nil, no
	}
	made := &accessCode{device: of, name: c.text("name"), code: c.text("code"), unmanaged: true, onDevice: true}
	if no := s.checkCode(made, made.code); no != nil {
		return nil, no
	}
	made.record = s.newRecord("access_code")
	s.codes.put(made)
	s.emit("access_code.unmanaged.created", made.ids())
	return answer{"access_code": s.viewAccessCode(made)}, nil
}

func (s *Server) getUnmanagedCode(c *call) (answer, *refusal) {
	found, no := s.namedAccessCode(c, true)
	if no != nil {
		return nil, no
	}
	return answer{"access_code": s.viewAccessCode(found)}, nil
}

func (s *Server) listUnmanagedCodes(c *call) (answer, *refusal) {
	return s.listCodes(c, func(of *accessCode) bool { return of.unmanaged })
}

func (s *Server) findUnmanagedCode(c *call) (*accessCode, *refusal) {
	if found, ok := s.codes.get(c.uuid("access_code_id")); ok && found.unmanaged {
		return found, nil
	}
	return nil, notFound("access_code")
}

func (s *Server) convertCode(c *call) (answer, *refusal) {
	of, no := s.findUnmanagedCode(c)
	if no != nil {
		return nil, no
	}
	of.unmanaged = false
	of.external = c.on("is_external_modification_allowed") || c.on("allow_external_modification")
	s.emit("access_code.unmanaged.converted_to_managed", of.ids())
	return nil, nil
}

// updateUnmanagedCode is the other way to convert a code.
func (s *Server) updateUnmanagedCode(c *call) (answer, *refusal) {
	if !c.on("is_managed") {
		_, no := s.findUnmanagedCode(c)
		return nil, no
	}
	return s.convertCode(c)
}

func (s *Server) deleteUnmanagedCode(c *call) (answer, *refusal) {
	of, no := s.findUnmanagedCode(c)
	if no != nil {
		return nil, no
	}
	return attempted(s.takeOff(of)), nil
}
