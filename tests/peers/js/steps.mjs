// Does the steps of the benchmark with Seam's own client for JavaScript, at its defaults. Reads a
// job in JSON a line, and writes a line for each: { took } in nanoseconds, or { error }.
import { createInterface } from 'node:readline'
import { SeamHttp } from '@seamapi/http/connect'

const steps = {
  create: async (seam, params) => {
    const credential = await seam.acs.credentials.create(params)
    return credential.acs_credential_id === undefined ? 0 : 1
  },
  page: async (seam, params) => (await seam.acs.credentials.list(params)).length,
  // One too many ends it: a list whose pages go round has no end.
  list: async (seam, params, items) => {
    let n = 0
    for await (const credential of seam.createPaginator(seam.acs.credentials.list(params)).flatten()) {
      if (credential.acs_credential_id !== undefined) n++
      if (n > items) break
    }
    return n
  },
}

const clients = new Map()
const clientFor = ({ endpoint, api_key: apiKey }) => {
  if (!clients.has(endpoint)) clients.set(endpoint, SeamHttp.fromApiKey(apiKey, { endpoint }))
  return clients.get(endpoint)
}

const perform = async (job) => {
  const seam = clientFor(job)
  let left = job.times
  const caller = async () => {
    while (left-- > 0) {
      const items = await steps[job.step](seam, job.params, job.items)
      if (items !== job.items) throw new Error(`${items} items, want ${job.items}`)
    }
  }
  const started = process.hrtime.bigint()
  await Promise.all(Array.from({ length: job.callers }, caller))
  return Number(process.hrtime.bigint() - started)
}

for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line)
  const done = await perform(job).then((took) => ({ took }), (error) => ({ error: `${job.step}: ${error.message}` }))
  console.log(JSON.stringify(done))
}
