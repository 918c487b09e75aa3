import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { credentialDecider } from '#shared/credentials/credential-decider.ts'
import type { CredentialCommand } from '#shared/credentials/credential-commands.ts'
import { placeOf } from '#shared/credentials/rotation-transitions.ts'
import { incident } from '#shared/incidents/decider.ts'
import type { IncidentCommand } from '#shared/incidents/incident.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import type { PostCommand } from '#shared/posts/post-commands.ts'
import { post } from '#shared/posts/post-decider.ts'
import { commands as secretCommands, facts, item, noteOf } from '#tests/unit/credentials/keeping.ts'
import { opening } from '#tests/unit/incidents/incident-kit.ts'
import { type MachineOptions, openMachine } from './machine.ts'
import { approval, content, tryPost } from './posts.ts'

/** What the process is told: who it is, where its chance begins, and how many posts, secrets and incidents there are to act on. */
export type BusyOptions = MachineOptions & { readonly seed: number; readonly things: number; readonly pause: number }

/**
 * A machine as a process of its own, to be killed: acts on posts, secrets and incidents that others act on too, as fast as it is told, and says each act it was
 * answered `ok` to (`did <act> <type>,… <event>…`). `finish` on its input: it stops acting, waits until everything is accepted, says `settled` and leaves.
 */
const options = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as BusyOptions // the test wrote it
const machine = openMachine(options)
let random = options.seed
const below = (limit: number): number => {
  random = (random * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((random / 2_147_483_648) * limit)
}

function oneOf<T>(choices: readonly [T, ...T[]]): T {
  return choices[below(choices.length)] ?? choices[0]
}

const is = (role: 'operator' | 'reviewer' | 'security'): boolean => options.person.roles.includes(role)
const fresh = (): string => machine.context().newId()

function postCommand(id: string): PostCommand {
  const state = machine.ledger.state(post, id)
  const text = `texto ${fresh()}`
  if (state.kind === 'none') return { kind: 'draft', content: content(text), correctionOf: null }
  const expected = state.revision
  return is('reviewer')
    ? oneOf<PostCommand>([
        { kind: 'claim' },
        { kind: 'release' },
        approval(machine, id),
        { kind: 'return', expected, reasons: ['other'], note: text },
        { kind: 'halt', reason: text },
      ])
    : oneOf<PostCommand>([{ kind: 'revise', expected, content: content(text) }, { kind: 'submit', expected, findings: [] }, { kind: 'withdraw' }])
}

/** The next step of a secret's change, or now and then another act; undefined: there is nothing of it here yet that this person may begin. */
function secretCommand(id: string): CredentialCommand | undefined {
  const state = machine.ledger.state(credentialDecider, id)
  const { reserve, keep, confirm, review, finish, cancel } = secretCommands
  const begin: CredentialCommand = { ...secretCommands['begin-rotation'], rotation: machine.context().newId(), item: item(fresh()) }
  switch (placeOf(state)) {
    case 'absent':
      return is('operator') ? { ...reserve, office: options.person.office as OfficeId, item: item(fresh()) } : undefined
    case 'reserved':
      return state.stage === 'reserved' ? { ...keep, secret: noteOf(fresh(), { item: state.item }), facts } : undefined
    case 'kept':
      return oneOf<CredentialCommand>([begin, begin, secretCommands['demand-rotation']])
    case 'begun':
      return state.stage === 'rotating' && state.rotation.step === 'begun' ? { ...secretCommands['store-pending'], secret: noteOf(fresh(), { item: state.rotation.item }) } : undefined
    case 'stored':
      return oneOf<CredentialCommand>([secretCommands['open-platform'], secretCommands['mark-changed'], { ...secretCommands['replace-pending'], item: item(fresh()) }])
    case 'opened':
      return oneOf<CredentialCommand>([secretCommands['mark-changed'], cancel])
    case 'changed':
      return confirm
    case 'confirmed':
      return review
    case 'reviewed':
      return finish
  }
}

function incidentCommand(id: string): IncidentCommand | undefined {
  const state = machine.ledger.state(incident, id)
  const number = Number(id.slice(2)) + 1
  switch (state.stage) {
    case 'none':
      return is('operator') ? { ...opening, number, folio: `INC-2026-${number}` } : undefined
    case 'open':
      return oneOf<IncidentCommand>([
        { kind: 'record-fact', key: 'observed', value: `visto ${fresh()}` },
        { kind: 'skip-step', step: 'scheduled', reason: `motivo ${fresh()}` },
        { kind: 'reopen-step', step: 'scheduled' },
        { kind: 'complete-step', step: 'optional', answer: `respuesta ${fresh()}`, unsentNotices: 0 },
        is('security') ? { kind: 'close', summary: `cierre ${fresh()}`, outcome: 'undetermined', override: 'Prueba de fallas' } : { kind: 'record-fact', key: 'observed', value: `visto ${fresh()}` },
      ])
    case 'closed':
      return { kind: 'reopen', reason: `otra vez ${fresh()}` }
  }
}

function tryOne(): Result<unknown> | undefined {
  const number = below(options.things)
  const { ledger } = machine
  const what = is('reviewer') ? 0 : is('security') ? 6 + below(4) : below(10)
  if (what < 6) return tryPost(machine, `s-${number}`, postCommand(`s-${number}`))
  if (what < 8) {
    const command = secretCommand(`c-${number}`)
    return command && ledger.record(machine.context(), credentialDecider, `c-${number}`, command)
  }
  const command = incidentCommand(`i-${number}`)
  return command && ledger.record(machine.context(), incident, `i-${number}`, command)
}

function act(): void {
  const done = tryOne()
  const newest = done?.ok === true ? machine.record.pending().at(-1) : undefined
  if (newest !== undefined) process.stdout.write(`did ${newest.id} ${newest.types.join(',')} ${newest.events.join(' ')}\n`)
}

machine.unlock()
const acting = setInterval(act, options.pause)
const hurry = (): NodeJS.Timeout => setInterval(() => void machine.sync.now(), 1000)
createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'finish') {
    clearInterval(acting)
    const hurrying = hurry()
    void machine.settled(240_000).then(() => {
      clearInterval(hurrying)
      process.stdout.write('settled\n')
    })
  }
  if (line === 'leave') {
    // Twice: the first answer may be that of a look which had begun before.
    void machine.sync.now().then(async () => {
      await machine.sync.now()
      await machine.close()
      process.exit(0)
    })
  }
})
process.stdout.write('up\n')
