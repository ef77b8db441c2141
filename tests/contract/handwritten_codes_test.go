package contract

import (
	"context"
	"time"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

// accessCodeParams returns access codes that together have every field.
func accessCodeParams() []seam.AccessCodeParams {
	online := filled[seam.AccessCodeParams]()
	online.EndsAt = online.StartsAt.Add(time.Hour)
	online.NoEnd, online.PreferredLength, online.Offline, online.OneTime, online.Daily = false, 0, false, false, false
	offline := online
	offline.PIN, offline.PreferredLength, offline.Offline, offline.OneTime, offline.Daily = "", 7, true, true, true
	return []seam.AccessCodeParams{online, offline, {DeviceID: someID, NoEnd: true}}
}

func accessCodeCalls(s *seam.AccessCodesService) []handwritten {
	create := handwritten{name: "AccessCodes.Create", path: "/access_codes/create", part: "access_code"}
	for _, params := range accessCodeParams() {
		create.calls = append(create.calls, func(ctx context.Context, opts ...gen.CallOption) (*gen.AccessCode, error) {
			return s.Create(ctx, params, opts...)
		})
	}
	return []handwritten{create}
}
