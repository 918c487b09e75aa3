import { type CommandWorld, run } from '../../scripts/hub/command.ts'
import type { TestServer } from './global-setup.ts'
import { hubSql } from './open-hub.ts'

/** What `resguardo-hub` answered: its exit code and everything it printed, on either stream. */
export type Answered = { readonly code: number; readonly lines: readonly string[]; readonly said: string }

/** Runs `resguardo-hub` on a database as its person would. `ca`: the file of the authority's certificate. What `args` say stands behind what is usual, and the last word holds. */
export async function runCommand(server: Pick<TestServer, 'host' | 'port' | 'password'>, database: string, ca: string, args: readonly string[], sql = hubSql): Promise<Answered> {
  const lines: string[] = []
  const note = (line: string): void => void lines.push(line)
  const world: CommandWorld = { sql, env: { PGPASSWORD: server.password }, say: note, complain: note, now: () => new Date() }
  const [name = '', ...rest] = args
  const code = await run([name, '--host', server.host, '--port', String(server.port), '--database', database, '--ca', ca, ...rest], world)
  return { code, lines, said: lines.join('\n') }
}
