/** `npx resguardo-hub <command>`: for whoever administers the institution's PostgreSQL. `--help` says all; docs/hub.md explains. */
import { join } from 'node:path'
import { readHubSql } from '#main/hub/hub-schema.ts'
import { run } from './hub/command.ts'
import { top } from './house/top.ts'

process.exitCode = await run(process.argv.slice(2), {
  sql: readHubSql(join(top, 'resources', 'hub')),
  env: process.env,
  say: (line) => console.log(line),
  complain: (line) => console.error(line),
  now: () => new Date(),
})
