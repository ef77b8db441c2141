package seamtest

import "net/http"

// pullBackupCode takes a code from the pool that is on the device already: it works at once, until
// the first code ends. Pulling again returns the same code.
func (s *Server) pullBackupCode(c *call) (answer, *refusal) {
	of, no := s.findAccessCode(c.uuid("access_code_id"))
	if no != nil {
		return nil, no
	}
	if pulled, ok := s.codes.get(of.pulledID); ok {
		return s.viewBackup(pulled), nil
	}
	switch {
	case of.endsAt.IsZero():
		return nil, invalid("access_code_id", "Only a time-bound access code has a backup")
	case !of.hasBackup || of.pulledID != "":
		return nil, refuse(http.StatusBadRequest, "no_backup_access_code_available", "The access code has no backup")
	}
	backup := &accessCode{
		device: of.device, name: of.name, startsAt: of.startsAt, endsAt: of.endsAt, isBackup: true, onDevice: true,
	}
	if now := s.instant(); backup.startsAt.After(now) {
		backup.startsAt = now
	}
	if backup.code, no = s.freeCode(len(of.code), backup); no != nil {
		return nil, no
	}
	backup.record = s.newRecord("access_code")
	s.codes.put(backup)
	of.pulledID, of.hasBackup = backup.id, false
	s.emit("access_code.backup_access_code_pulled", of.ids(), answer{"backup_access_code_id": backup.id})
	return s.viewBackup(backup), nil
}

func (s *Server) viewBackup(of *accessCode) answer {
	return answer{"access_code": s.viewAccessCode(of), "backup_access_code": s.viewAccessCode(of)}
}
