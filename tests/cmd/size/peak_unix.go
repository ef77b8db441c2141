//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

func peakOf(state *os.ProcessState) peak {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return peak(usage.Maxrss >> 10) // in bytes there
	}
	return peak(usage.Maxrss)
}
