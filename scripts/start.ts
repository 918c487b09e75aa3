/**
 * `npm start`: gets ready what lacks, builds, and opens the app; without a display it runs the tour.
 * Arguments go to the app (`--demo`: with the demonstration's data).
 */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './house/build.ts'
import { hasBus, hasDisplay, hasSecretService } from './house/machine.ts'
import { openingFor } from './house/needs.ts'
import { appCommand, runInForeground } from './house/open-app.ts'
import { prepare } from './house/prepare.ts'
import { stop } from './house/stop.ts'
import { runInKeychainSession } from './keychain-session.mjs'

const args = process.argv.slice(2)
const opening = openingFor({ platform: process.platform, hasDisplay: hasDisplay(), hasBus: hasBus() })

if (opening.kind === 'tour') {
  console.log('There is no display here, so the tour shows the product instead: pictures in out/tour/.')
  process.exit(await runInForeground(process.execPath, [join(import.meta.dirname, 'tour.ts')]))
}

await prepare(opening.keychain === 'system' ? ['browser', 'libsecret'] : ['browser', 'libsecret', 'keyring', 'bus', 'emoji'])
if (process.platform === 'linux' && opening.keychain === 'system' && hasSecretService() === false) {
  console.log(
    'No keychain answers on this session: the app opens and says so, and keeps no secret until there is one (install and unlock gnome-keyring or KWallet).',
  )
}
ensureBuilt()
const { runtime, program, args: appArgs } = appCommand(args)
console.log(`Opening Resguardo on ${runtime}`)

try {
  process.exit(await open())
} catch (error) {
  stop(`The app could not be opened (${error instanceof Error ? error.message : String(error)}): run npm run check to see whether the checkout is whole.`)
}

async function open(): Promise<number> {
  if (opening.kind !== 'window' || opening.keychain === 'system') return runInForeground(program, appArgs)
  const folder = join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'resguardo-keychain')
  console.log(`There is no desktop session here, so the app gets a keychain of its own, kept in ${folder}.`)
  console.log('It is protected by the file permissions of this OS user only; on a desktop the system keychain is used.')
  return runInKeychainSession(program, appArgs, { folder })
}
