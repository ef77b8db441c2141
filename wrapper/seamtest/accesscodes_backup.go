package seamtest

import (
	"net/http"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// pullBackupCode takes a code from the pool that is on the device already: it works at once, until
// the first code ends. Pulling again returns the same code.
func (s *Server) pullBackupCode(c *protocol.Call) (any, error) {
	of, err := s.findAccessCode(c.UUID("access_code_id"))
	if err != nil {
		return nil, err
	}
	if pulled, ok := s.codes.Get(of.pulledID); ok {
		return s.viewBackup(pulled), nil
	}
	switch {
	case of.endsAt.IsZero():
		return nil, problem.Invalid("access_code_id", "Only a time-bound access code has a backup")
	case !of.hasBackup || of.pulledID != "":
		return nil, problem.New(http.StatusBadRequest, "no_backup_access_code_available", "The access code has no backup")
	}
	backup := &accessCode{
		device: of.device, name: of.name, startsAt: of.startsAt, endsAt: of.endsAt, isBackup: true, onDevice: true,
	}
	if now := s.world.Now(); backup.startsAt.After(now) {
		backup.startsAt = now
	}
	if backup.code, err = s.freeCode(len(of.code), backup); err != nil {
		return nil, err
	}
	backup.Record = s.world.NewRecord("access_code")
	s.codes.Insert(backup)
	of.pulledID, of.hasBackup = backup.ID, false
	s.world.Emit("access_code.backup_access_code_pulled", of.EventFields(), wire.Object{"backup_access_code_id": backup.ID})
	return s.viewBackup(backup), nil
}

func (s *Server) viewBackup(of *accessCode) protocol.Body {
	return protocol.Body{"access_code": s.viewAccessCode(of), "backup_access_code": s.viewAccessCode(of)}
}
