package provision

import "expvar"

// counters are published as "provision" by package expvar: queued, done, doubted, settled, limited and
// issued. They count since the process was started.
var counters = expvar.NewMap("provision")
