/**
 * `npm run hub`: a hub to try the shared record with, on a PostgreSQL of its own in a temporary folder, with an institution and invitations for
 * its people. Ctrl+C removes all of it. `-- --folder F` writes each invitation into F as a file too.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { INVITATION_EXTENSION } from '#shared/hub/invitation.ts'
import type { Role } from '#shared/organization/role.ts'
import { selfMadeAuthority } from './hub/certificate.ts'
import { demonstrationHub } from './hub/demonstration.ts'
import { startLocalPostgres } from './hub/local-postgres.ts'

/** Functions as the screens call them. */
const words: Readonly<Record<Role, string>> = { operator: 'opera cuentas', reviewer: 'revisa', security: 'responsable de seguridad', administrator: 'administra', auditor: 'audita' }

const { values: given } = parseArgs({ options: { folder: { type: 'string' } } })
const { ca, issue } = await selfMadeAuthority()
const password = randomBytes(32).toString('base64url')
// Before anything is started, so that nothing can be left behind.
const asked = new Promise<void>((stop) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop())
})
const server = await startLocalPostgres({ password, tls: await issue(['127.0.0.1', 'localhost']) })
void asked.then(async () => {
  console.log('\nSe retira el registro de prueba.')
  await server.remove()
  process.exit(0)
})

try {
  const people = await demonstrationHub({ host: server.host, port: server.port, ca, user: server.user, password })
  console.log(`Registro compartido de prueba en ${server.host}:${server.port}, base de datos hub.`)
  console.log('En otra terminal, una máquina por persona, cada una con su carpeta:  npm start -- --data=/tmp/rosa')
  console.log('Ahí: «Usar mi invitación», y se pega el código de esa persona. Cada código sirve una vez.')
  if (given.folder !== undefined) mkdirSync(given.folder, { recursive: true })
  for (const [index, { name, roles, officeName, code }] of people.entries()) {
    console.log(`\n${name} · ${roles.map((role) => words[role]).join(', ')} · ${officeName}\n${code}`)
    if (given.folder === undefined) continue
    const file = join(given.folder, `${index + 1}-${roles[0] ?? 'persona'}.${INVITATION_EXTENSION}`)
    writeFileSync(file, Buffer.from(code, 'base64url'), { mode: 0o600 })
    console.log(`  en ${file}`)
  }
  console.log('\nCtrl+C lo retira con todo lo que haya en él.')
} catch (error) {
  await server.remove()
  throw error
}
