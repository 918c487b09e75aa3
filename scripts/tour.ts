/**
 * `npm run tour`: drives the main job through the real screens on demonstration data, without a display, and leaves pictures, the
 * exported notices and tour.json in out/tour/.
 */
import { join } from 'node:path'
import { ensureBuilt } from './house/build.ts'
import { runWithKeychain } from './house/keychain.ts'
import { prepare } from './house/prepare.ts'
import { top } from './house/top.ts'

await prepare(['browser', 'keyring', 'bus', 'libsecret', 'emoji'])
ensureBuilt()
process.exitCode = await runWithKeychain([join(top, 'scripts', 'tour', 'drive.ts'), ...process.argv.slice(2)])
