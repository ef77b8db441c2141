package seamtest_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/seam-go/seam/gen"
	"github.com/seam-go/seam/wrapper/seamtest"
)

func TestNoiseThreshold(t *testing.T) {
	w := newWorld(t)
	w.srv.SetActionTime(time.Minute)
	sensor := w.srv.AddDevice(seamtest.Device{Type: "minut_sensor"})
	named := `'device_id':'` + sensor + `'`
	list := func() []string {
		return w.ids("/noise_sensors/noise_thresholds/list", "noise_thresholds", "noise_threshold_id", `{`+named+`}`)
	}
	made := w.ok("/noise_sensors/noise_thresholds/create", `{`+named+`,'name':'Night','starts_daily_at':'22:00:00[Europe/Oslo]','ends_daily_at':'07:00:00[Europe/Oslo]','noise_threshold_decibels':60}`)
	id := pick(t, made, "noise_threshold", "noise_threshold_id")
	if status := pick(t, made, "action_attempt", "status"); status != "pending" || len(list()) != 0 {
		t.Errorf("%s, with %v", status, list())
	}
	w.now = w.now.Add(time.Minute)
	both := `{` + named + `,'noise_threshold_id':'` + id + `'`
	if got := w.attempt("/noise_sensors/noise_thresholds/update", both+`,'noise_threshold_decibels':65}`); got["action_type"] != "UPDATE_NOISE_THRESHOLD" {
		t.Errorf("update %v", got)
	}
	sameJSON(t, w.ok("/noise_sensors/noise_thresholds/get", `{'noise_threshold_id':'`+id+`'}`), fmt.Sprintf(`{'noise_threshold':{'device_id':'%s',
		'ends_daily_at':'07:00:00[Europe/Oslo]','name':'Night','noise_threshold_decibels':60,'noise_threshold_id':'%s','starts_daily_at':'22:00:00[Europe/Oslo]'},'ok':true}`, sensor, id))
	w.now = w.now.Add(time.Minute)
	if got := w.object("/noise_sensors/noise_thresholds/get", "noise_threshold", `{'noise_threshold_id':'`+id+`'}`); got["noise_threshold_decibels"] != 65.0 {
		t.Errorf("threshold %v", got)
	}

	w.ok("/noise_sensors/simulate/trigger_noise_threshold", `{`+named+`}`)
	w.sawEvents(`'device_id':'`+sensor+`','event_type':'noise_sensor.noise_threshold_triggered'`, "noise_sensor.noise_threshold_triggered")

	w.attempt("/noise_sensors/noise_thresholds/delete", both+`}`)
	w.now = w.now.Add(time.Minute)
	if got := list(); len(got) != 0 {
		t.Errorf("thresholds %v", got)
	}
}

func TestNoiseThresholdsThatFail(t *testing.T) {
	w := newWorld(t)
	sensor, other := w.srv.AddDevice(seamtest.Device{Type: "minut_sensor"}), w.srv.AddDevice(seamtest.Device{Type: "minut_sensor"})
	create := func(device, fields string) string {
		return `{'device_id':'` + device + `','starts_daily_at':'22:00:00','ends_daily_at':'07:00:00'` + fields + `}`
	}
	const path = "/noise_sensors/noise_thresholds/"
	w.srv.FailNextAction(gen.ActionTypeCreateNoiseThreshold, "timeout", "No answer")
	if got := w.attempt(path+"create", create(sensor, `,'noise_threshold_decibels':60`)); got["status"] != "error" {
		t.Errorf("attempt %v", got)
	}
	if got := w.ids(path+"list", "noise_thresholds", "noise_threshold_id", `{'device_id':'`+sensor+`'}`); len(got) != 0 {
		t.Errorf("thresholds %v", got)
	}
	id := w.make(path+"create", "noise_threshold", create(sensor, `,'noise_threshold_nrs':20`))
	w.refusedAs(path+"delete", `{'device_id':'`+other+`','noise_threshold_id':'`+id+`'}`, 404, "noise_threshold_not_found")
	w.refusedAs(path+"create", create(sensor, ``), 400, "invalid_input")
	w.refusedAs(path+"create", create(w.srv.AddDevice(seamtest.Device{}), `,'noise_threshold_decibels':60`), 400, "invalid_input")
}
