import type { TestProject } from 'vitest/node'
import { type LocalPostgres, startLocalPostgres } from '../../scripts/hub/local-postgres.ts'
import { emptyHub } from './open-hub.ts'
import { selfMadeAuthority } from '../../scripts/hub/certificate.ts'

/** What a test file needs to know of the run's one server. */
export type TestServer = { readonly host: string; readonly port: number; readonly user: string; readonly password: string; readonly ca: string }

declare module 'vitest' {
  export interface ProvidedContext {
    readonly server: TestServer
  }
}

/** A queue of notifications that an attack can fill: the smallest that PostgreSQL takes. */
export const smallQueue = { max_notify_queue_pages: '64' } as const

let server: LocalPostgres | undefined

/** One PostgreSQL for all files of the world: real, over TLS, flushing nothing. */
export async function setup(project: TestProject): Promise<void> {
  const { ca, issue } = await selfMadeAuthority()
  const password = 'only-for-tests'
  server = await startLocalPostgres({ password, tls: await issue(['127.0.0.1']), durable: false, settings: smallQueue })
  const known: TestServer = { host: server.host, port: server.port, user: server.user, password, ca }
  // Roles are the whole server's: made once, before several files ask for them at the same time.
  const { superuser } = await emptyHub(known, 'first')
  await superuser.end()
  project.provide('server', known)
}

export async function teardown(): Promise<void> {
  await server?.remove()
}
