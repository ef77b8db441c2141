package codes

import (
	"net/http"

	"github.com/seam-go/seam/wrapper/seamtest/internal/problem"
	"github.com/seam-go/seam/wrapper/seamtest/internal/protocol"
	"github.com/seam-go/seam/wrapper/seamtest/internal/rules"
	"github.com/seam-go/seam/wrapper/seamtest/internal/wire"
)

// pullAgain is implemented by pullBackup.
var pullAgain = rules.Rule{
	Name:       "Pulling a backup access code again returns the same code",
	Page:       "low-level-apis/smart-locks/access-codes/backup-access-codes",
	Operations: []string{"/access_codes/pull_backup_access_code"},
	Test:       "TestBackupCode",
}

// pullBackup returns the backup code of a time-bound code. The backup code is already on the device, works
// at once, and ends with the first code.
func (a *Area) pullBackup(c *protocol.Call) (any, error) {
	cd, err := a.named(c, false)
	if err != nil {
		return nil, err
	}
	if pulled, ok := a.Codes.Get(cd.pulledID); ok {
		return a.viewBackup(pulled), nil
	}
	switch {
	case cd.EndsAt.IsZero():
		return nil, problem.Invalid("access_code_id", "Only a time-bound access code has a backup")
	case !cd.hasBackup || cd.pulledID != "":
		return nil, problem.New(http.StatusBadRequest, "no_backup_access_code_available", "The access code has no backup")
	}
	backup := &Code{Device: cd.Device, Name: cd.Name, StartsAt: cd.StartsAt, EndsAt: cd.EndsAt, isBackup: true, OnDevice: true}
	if now := a.world.Now(); backup.StartsAt.After(now) {
		backup.StartsAt = now
	}
	if backup.PIN, err = a.findPIN(len(cd.PIN), backup); err != nil {
		return nil, err
	}
	a.Codes.Insert(backup)
	cd.pulledID, cd.hasBackup = backup.ID, false
	a.world.Emit("access_code.backup_access_code_pulled", cd.EventFields(), wire.Object{"backup_access_code_id": backup.ID})
	return a.viewBackup(backup), nil
}

func (a *Area) viewBackup(cd *Code) protocol.Body {
	return protocol.Body{"access_code": a.view(cd), "backup_access_code": a.view(cd)}
}
