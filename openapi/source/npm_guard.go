package source

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

const guardFile = "https-only.cjs"

// guard is loaded into npm before its own code. npm follows redirects wherever
// they lead and reads as much as it is sent, and no setting changes
// that. With the guard every request goes over https, to an address without
// credentials, and every response is bounded.
var guard = fmt.Sprintf(`'use strict'
const http = require('node:http')
const https = require('node:https')
const most = %d
const refuse = (reason) => {
	throw Object.assign(new Error(reason), { code: 'EREFUSED' })
}
http.request = http.get = () => refuse('an address is not https')
const request = https.request
https.request = (...args) => {
	if (args.some((a) => a?.auth || a?.username || a?.password)) refuse('an address holds credentials')
	return request(...args).prependOnceListener('response', (response) => {
		const push = response.push
		let size = 0
		response.push = (chunk, ...more) => {
			size += chunk?.length ?? 0
			if (size <= most) return push.call(response, chunk, ...more)
			response.destroy(Object.assign(new Error('a response is larger than ' + most + ' bytes'), { code: 'EREFUSED' }))
			return false
		}
	})
}
`, maxSize)

// guardedEnv is the environment of npm: that of this process, with the guard
// among the options of Node.js. npm is a program of the user and finds there
// which registry and proxy to use; nothing of a package ever runs in it.
func guardedEnv(dir string) []string {
	options := "--require " + strconv.Quote(filepath.ToSlash(filepath.Join(dir, guardFile)))
	return append(os.Environ(), "NODE_OPTIONS="+strings.TrimSpace(os.Getenv("NODE_OPTIONS")+" "+options))
}
