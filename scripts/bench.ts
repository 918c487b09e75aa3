/**
 * `npm run bench`: every figure of docs/performance.md, measured here and now with a private keychain. `npm run bench -- queue` measures one, `-- queue secret` two.
 * The last line is JSON.
 */
import { join } from 'node:path'
import { ensureBuilt } from './house/build.ts'
import { runWithKeychain } from './house/keychain.ts'
import { prepare } from './house/prepare.ts'
import { top } from './house/top.ts'

await prepare(['browser', 'keyring', 'bus', 'libsecret'])
ensureBuilt()
process.exitCode = await runWithKeychain(['--expose-gc', join(top, 'tests', 'bench', 'run.ts'), ...process.argv.slice(2)])
