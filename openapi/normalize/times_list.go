package normalize

// times are the strings that are times although the document gives them no
// format.
var times = []string{
	"/access_codes/create request.ends_at",
	"/access_codes/create request.starts_at",
	"/access_codes/create_multiple request.ends_at",
	"/access_codes/create_multiple request.starts_at",
	"/access_codes/update request.ends_at",
	"/access_codes/update request.starts_at",
	"/access_codes/update_multiple request.ends_at",
	"/access_codes/update_multiple request.starts_at",
	"/access_grants/create request.ends_at",
	"/access_grants/create request.starts_at",
	"/events/list request.since",
	"/thermostats/schedules/create request.ends_at",
	"/thermostats/schedules/create request.starts_at",
	"/thermostats/schedules/update request.ends_at",
	"/thermostats/schedules/update request.starts_at",
	"acs_credential.ends_at",
	"acs_credential.starts_at",
	"device.properties.minut_metadata.latest_sensor_values.accelerometer_z.time",
	"device.properties.minut_metadata.latest_sensor_values.humidity.time",
	"device.properties.minut_metadata.latest_sensor_values.pressure.time",
	"device.properties.minut_metadata.latest_sensor_values.sound.time",
	"device.properties.minut_metadata.latest_sensor_values.temperature.time",
	"event.from.ends_at",
	"event.from.starts_at",
	"event.to.ends_at",
	"event.to.starts_at",
	"event|access_grant.access_times_changed.ends_at",
	"event|access_grant.access_times_changed.starts_at",
}

// clocks are the fields that hold a time of day, such as 15:30, wherever they
// are.
var clocks = []string{
	"check_in_time", "check_out_time", // the slots of dormakaba Oracode
	"default_checkin_time", "default_checkout_time",
	"ends_daily_at", "starts_daily_at", // noise thresholds, with a time zone
	"starts_at_time", // the periods of a thermostat's day
}

// notTimes are the strings that look like times and stay strings, with the reason.
var notTimes = map[string]string{
	"device.properties.keynest_metadata.last_movement":                 "a time as KeyNest writes it",
	"device.properties.offline_time_frame_option.max_duration":         "a duration, such as P367D",
	"device.properties.offline_time_frame_option.min_duration":         "a duration, such as PT1H",
	"device.properties.offline_time_frame_option.time_pair.end_time":   "a time of day",
	"device.properties.offline_time_frame_option.time_pair.start_time": "a time of day",
	"device.properties.online_time_frame_option.max_duration":          "a duration, such as P367D",
	"device.properties.online_time_frame_option.min_duration":          "a duration, such as PT1H",
	"device.properties.online_time_frame_option.time_pair.end_time":    "a time of day",
	"device.properties.online_time_frame_option.time_pair.start_time":  "a time of day",
}
