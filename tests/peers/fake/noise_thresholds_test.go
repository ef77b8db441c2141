package fake

import (
	"testing"

	"github.com/seam-go/seam/gen"
	seam "github.com/seam-go/seam/wrapper"
)

func callNoiseThresholds(t *testing.T, client *seam.Client) {
	thresholds := client.NoiseSensors.NoiseThresholds
	created, err := thresholds.Create(t.Context(), &gen.NoiseSensorsNoiseThresholdsCreateRequest{
		DeviceID: noiseSensor, Name: new("night"), NoiseThresholdDecibels: new(45.5),
		StartsDailyAt: "22:00:00[America/New_York]", EndsDailyAt: "07:00:00[America/New_York]",
	})
	check(t, err)
	equal(t, "action", created.ActionAttempt.ActionType, "CREATE_NOISE_THRESHOLD")
	made := created.NoiseThreshold
	equal(t, "name", made.Name, "night")
	equalPointer(t, "decibels", made.NoiseThresholdDecibels, 45.5)

	attempt, err := thresholds.Update(t.Context(), &gen.NoiseSensorsNoiseThresholdsUpdateRequest{
		DeviceID: noiseSensor, NoiseThresholdID: made.NoiseThresholdID, NoiseThresholdDecibels: new(50.0),
	})
	check(t, err)
	equal(t, "action", attempt.ActionType, "UPDATE_NOISE_THRESHOLD")
	got, err := thresholds.Get(t.Context(), &gen.NoiseSensorsNoiseThresholdsGetRequest{NoiseThresholdID: made.NoiseThresholdID})
	check(t, err)
	equalPointer(t, "decibels", got.NoiseThresholdDecibels, 50)
	equal(t, "from", got.StartsDailyAt, "22:00:00[America/New_York]")

	attempt, err = thresholds.Delete(t.Context(), &gen.NoiseSensorsNoiseThresholdsDeleteRequest{
		DeviceID: noiseSensor, NoiseThresholdID: made.NoiseThresholdID,
	})
	check(t, err)
	equal(t, "action", attempt.ActionType, "DELETE_NOISE_THRESHOLD")
	list, err := thresholds.List(t.Context(), &gen.NoiseSensorsNoiseThresholdsListRequest{DeviceID: noiseSensor})
	check(t, err)
	equal(t, "what is left", len(list), 1)
	equal(t, "of the seed", list[0].Name, "builtin_normal_hours")
}
