// Reads a list of names, such as seam.devices.list or isSeamHttpApiError, and writes those that
// Seam's own client does not have. Package seam of npm exports SeamHttp as Seam.
import { text } from 'node:stream/consumers'
import * as exported from '@seamapi/http/connect'

const client = exported.SeamHttp.fromApiKey('seam_none', { endpoint: 'http://localhost' })
const known = {
  ...exported,
  Seam: exported.SeamHttp,
  SeamWithoutWorkspace: exported.SeamHttpWithoutWorkspace,
  seam: client,
}

const find = (name) => name.split('.').reduce((value, part) => value?.[part], known)
const names = JSON.parse(await text(process.stdin))
console.log(JSON.stringify(names.filter((name) => typeof find(name) !== 'function')))
