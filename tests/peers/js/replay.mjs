// Makes calls with Seam's own client and prints what each of them gave. Reads
// { endpoint, apiKey, calls: [{ path, params }] } and writes [{ value } or { error }].
import { text } from 'node:stream/consumers'
import { SeamHttp, SeamHttpApiError } from '@seamapi/http/connect'

const { endpoint, apiKey, calls } = JSON.parse(await text(process.stdin))
const seam = SeamHttp.fromApiKey(apiKey, { endpoint, waitForActionAttempt: false })

// '/acs/access_groups/list' is seam.acs.accessGroups.list.
const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase())
const operation = (path) => {
  const names = path.slice(1).split('/').map(camel)
  const method = names.pop()
  const service = names.reduce((service, name) => service[name], seam)
  return (params) => service[method](params)
}

const results = []
for (const { path, params } of calls) {
  try {
    results.push({ value: await operation(path)(params) })
  } catch (error) {
    if (!(error instanceof SeamHttpApiError)) throw error
    results.push({ error: { status: error.statusCode, type: error.code } })
  }
}
console.log(JSON.stringify(results))
