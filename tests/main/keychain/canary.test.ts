import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ok } from '#shared/kernel/result.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { type Exposure, exposureOf } from '#main/keychain/exposure.ts'
import { installationOf } from '#main/keychain/installation.ts'
import type { Keychain } from '#main/keychain/keychain.ts'
import { nodeHost } from '#main/keychain/keytar-host.ts'
import type { KeytarAnswer, KeytarRequest } from '#main/keychain/keytar-messages.ts'
import { systemRandomness } from '#main/keychain/randomness.ts'
import { systemKeychain } from '#main/keychain/system-keychain.ts'
import { openSession, type Session } from '#main/session/session.ts'
import { systemTimers } from '#main/session/system-timers.ts'
import { filesWith, formsOf } from '#tests/kit/find-canary.ts'
import { fixedClock } from '#tests/kit/fixed-clock.ts'
import { seededIds } from '#tests/kit/seeded-ids.ts'
import { sure } from '#tests/kit/sure.ts'
import { memoryDirectory } from '../session/memory-directory.ts'
import { hasKeyring, realKeyring, type RealKeyring } from './real-keyring.ts'

const entry = fileURLToPath(new URL('../../../src/main/keychain/keytar-process.ts', import.meta.url))
const ana = 'ana' as PersonId // a test's id is an id
const OLD = 'Canario-Viejo-7781-ñandú'
const NEW = 'Canario-Nuevo-9924-colibrí'
const PASSPHRASE = 'pájaro de la frase guardada'

describe.skipIf(!hasKeyring)('a secret that was stored, read, copied, revealed and rotated', () => {
  let ring: RealKeyring
  let data: string
  let keychain: Keychain
  let session: Session
  let exposure: Exposure
  let code: string
  const board = { text: '' }
  /** Everything that passed between us and the process that holds keytar. */
  const passed: string[] = []

  beforeAll(async () => {
    ring = realKeyring()
    await ring.startBus()
    await ring.startKeyring()
    data = mkdtempSync(join(tmpdir(), 'resguardo-canary-'))
    const installation = installationOf({ root: data, backups: join(data, 'backups') }, systemRandomness, false)
    const start = nodeHost(entry, ring.env)
    keychain = systemKeychain({
      service: installation.service,
      memory: installation.memory,
      timers: systemTimers,
      start() {
        const host = start()
        const noted = (answer: KeytarAnswer | undefined) => (passed.push(JSON.stringify(answer ?? null)), answer)
        return { ...host, ask: (request: KeytarRequest) => (passed.push(JSON.stringify(request)), host.ask(request).then(noted)) }
      },
    })
    const directory = memoryDirectory()
    const clock = fixedClock()
    session = openSession({ keychain, directory, clock, timers: systemTimers, ids: seededIds(), randomness: systemRandomness, machine: 'equipo' })
    directory.signWith(session.signing)
    exposure = exposureOf({
      vault: session.vault,
      checkPassphrase: session.checkPassphrase,
      timers: systemTimers,
      randomness: systemRandomness,
      clipboard: {
        writeConcealed: async (text) => void (board.text = text),
        readText: async () => board.text,
        clear: async () => void (board.text = ''),
      },
    })
    session.onLock(() => void exposure.end())
    const founder = {
      person: ana, name: 'Ana Prueba', roles: ['administrator'], office: 'office' as OfficeId, officeName: 'Oficina',
      institution: { name: 'Instituto de Prueba', shortName: 'IDP' }, passphrase: PASSPHRASE,
    } as const // prettier-ignore
    const made = await session.setUp(founder, (_context, signer, recovery) => {
      directory.add(ana, founder.name, founder.roles, signer, recovery)
      return ok(undefined)
    })
    code = sure(made).kit.groups.join('')
  })

  afterAll(async () => {
    keychain.close()
    await ring.close()
    rmSync(data, { recursive: true, force: true })
  })

  test('is found in no file, in nothing that passed to keytar, and in no keychain item', async () => {
    const { vault } = session
    const [before, after] = [vault.newItem(), vault.newItem()]
    sure(await vault.keep(before, OLD))
    expect(sure(await vault.read(before))).toBe(OLD)
    sure(await exposure.copySecret(before))
    expect(board.text).toBe(OLD)
    // The rotation: the new one is safe before the old one goes.
    sure(await vault.keep(after, NEW))
    writeFileSync(join(data, 'marks.json'), JSON.stringify([sure(session.fingerprint(OLD)), sure(session.fingerprint(NEW))]))
    expect(sure(await exposure.reveal(after, PASSPHRASE)).value).toBe(NEW)
    sure(await vault.drop(before))
    session.lock('asked')
    sure(await session.unlock(ana, PASSPHRASE))
    expect(sure(await vault.read(after))).toBe(NEW)
    session.lock('quit')
    await exposure.end()

    expect(board.text).toBe('')
    const raw = sure(await keychain.get(after))
    expect(raw.found).toBe(true)
    for (const secret of [OLD, NEW, PASSPHRASE, code]) {
      expect(filesWith(secret, data)).toEqual([])
      expect(filesWith(secret, ring.folder)).toEqual([])
      for (const form of formsOf(secret)) expect(Buffer.from(passed.join('\n')).includes(form)).toBe(false)
    }
    expect(passed.some((line) => line.includes(after))).toBe(true)
  })

  test('would be found by this search in any form', () => {
    const folder = join(data, 'control')
    mkdirSync(folder)
    const forms = ['utf8', 'utf16le', 'hex', 'base64'] as const
    for (const form of forms) writeFileSync(join(folder, form), form === 'utf16le' ? Buffer.from(`ab${OLD}`, form) : Buffer.from(Buffer.from(`x${OLD}yz`).toString(form)))
    expect(filesWith(OLD, folder)).toHaveLength(forms.length)
  })
})
