// Runs Seam's own fake and prints its address.
import net from 'node:net'

// The fake listens on every interface. A test keeps to itself.
const { listen } = net.Server.prototype
net.Server.prototype.listen = function (port, ready) {
  return listen.call(this, port, '127.0.0.1', ready)
}
const { createFake } = await import('@seamapi/fake-seam-connect')

const fake = await createFake()
const { seed_workspace_1: workspace_id, visionline_acs_system_1: acs_system_id } = await fake.seed()

// Its seed has no entrance and no access group, and its API cannot make any.
fake.database.addAcsEntrance({ workspace_id, acs_system_id, display_name: 'Room 101' })
fake.database.addAcsAccessGroup({ workspace_id, acs_system_id, external_type: 'brivo_group', name: 'Staff' })

// Resetting a sandbox takes its API keys away: it happens in one that nobody else needs.
fake.database.addWorkspace({ workspace_id: 'sandbox', name: 'Sandbox', is_sandbox: true })
fake.database.addApiKey({ workspace_id: 'sandbox', name: 'Sandbox', token: 'seam_apikey3_token' })

const { server } = await fake.startServer({ port: 0 })
console.log(`http://127.0.0.1:${server.address().port}`)

// Standard input ends with the test, however that ends.
process.stdin.resume().on('end', () => process.exit())
