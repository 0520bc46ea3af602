package jobs_test

import (
	"reflect"
	"testing"

	"weiran/configs"
	"weiran/jobs"
	"weiran/rules"
)

// A county without a configuration and one with the configuration that weiran
// writes look for hotspots in the same way, or else their runs had other ids.
func TestTheUsualScanIsWhatTheConfigurationSays(t *testing.T) {
	if got := jobs.ScanningOf(configs.Default()); !reflect.DeepEqual(got, rules.DefaultScanning()) {
		t.Errorf("%+v, want %+v", got, rules.DefaultScanning())
	}
}
