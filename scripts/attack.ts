/**
 * `npm run attack`: every attack on the hub that is known here, as raw SQL with each member's own credentials, against a fresh hub on a server
 * of its own. What is let through is named; the last line is the sum, and the exit code is 0 only when nothing is let through.
 */
import { attack, attacks, openField } from '../tests/hub/attacks.ts'
import { smallQueue } from '../tests/hub/global-setup.ts'
import { selfMadeAuthority } from './hub/certificate.ts'
import { startLocalPostgres } from './hub/local-postgres.ts'

const { ca, issue } = await selfMadeAuthority()
const password = 'only-for-this-run'
const server = await startLocalPostgres({ password, tls: await issue(['127.0.0.1']), durable: false, settings: smallQueue })
let refused = 0
let through = 0
try {
  const field = await openField({ host: server.host, port: server.port, user: server.user, password, ca })
  try {
    for (const one of attacks) {
      const outcome = await attack(field, one)
      if (outcome.refused) refused += 1
      else {
        through += 1
        console.error(`Let through: ${outcome.name} (${outcome.why})`)
      }
    }
  } finally {
    await field.close()
  }
} finally {
  await server.remove()
}
console.log(`${refused} refused, ${through} let through`)
process.exitCode = through === 0 && refused > 0 ? 0 : 1
