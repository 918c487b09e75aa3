import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { credentialReminders } from '#main/modules/credentials/reminder-source.ts'
import { clockRecord } from '#main/modules/reminders/clock-record.ts'
import { reminderMemoryFile } from '#main/modules/reminders/memory.ts'
import { reminderScheduler, type Notice, type ReminderScheduler, type ReminderSource } from '#main/modules/reminders/service.ts'
import { DAY, HOUR, later, MINUTE, type Instant } from '#shared/kernel/clock.ts'
import type { Context } from '#shared/ledger/event.ts'
import { accountsService } from '#main/modules/accounts/service.ts'
import { fixedClock, type FixedClock } from '#tests/kit/fixed-clock.ts'
import { networks, organization } from '#tests/main/accounts/registry.ts'
import { keepOne, openMachine, start as startProcess } from '#tests/main/credentials/safe.ts'

let folder = ''
let clock: FixedClock
let timer: { readonly wait: number; readonly act: () => void } | undefined
let said: string[] = []
let faults: string[] = []
let setBacks: unknown[] = []
let unlocked = true
/** Milliseconds by which the record's clock is ahead of the machine's. */
let ahead = 0

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resguardo-reminders-'))
  clock = fixedClock()
  timer = undefined
  said = []
  faults = []
  setBacks = []
  unlocked = true
  ahead = 0
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const start = '2026-11-23T15:00:00.000Z' as Instant

/** One thing with marks at these hours from the start. */
function sourceAt(hours: readonly number[], noun = 'post'): ReminderSource {
  return {
    noun,
    items: () => [{ key: `${noun}/1`, cycle: 'c', marks: hours.map((hour) => ({ id: `h${hour}`, at: later(start, hour * HOUR) })) }],
    say: ({ mark }) => ({ title: noun, body: mark.id, route: '/' }),
    sayMany: (count) => ({ title: noun, body: `${count}`, route: '/' }),
  }
}

function scheduler(...sources: readonly ReminderSource[]): ReminderScheduler {
  return reminderScheduler({
    clock: { now: () => later(clock.now(), ahead) },
    machineClock: clock,
    timers: {
      after: (wait, act) => {
        timer = { wait, act }
        return () => void (timer = undefined)
      },
    },
    sources,
    notify: (notice: Notice) => void said.push(`${notice.title} ${notice.body}`),
    memory: reminderMemoryFile(join(folder, 'reminders.json'), (fault) => void faults.push(fault)),
    recordSetBack: (setBack) => {
      if (unlocked) setBacks.push(setBack)
      return unlocked
    },
  })
}

/** Lets time pass as timers do: only when the scheduler asked to be called. */
function sleep(milliseconds: number): void {
  const until = later(clock.now(), milliseconds)
  for (let next = timer; next !== undefined && later(clock.now(), next.wait) <= until; next = timer) {
    clock.advance(next.wait)
    next.act()
  }
  clock.set(until)
}

describe('the scheduler of reminders', () => {
  it('goes by the record’s clock on a machine whose own is hours wrong, and takes no correction of it for a clock set back', () => {
    ahead = -5 * HOUR
    scheduler(sourceAt([24])).start()
    sleep(28 * HOUR)
    expect(said).toEqual([])
    sleep(HOUR)
    expect(said).toEqual(['post h24'])
    ahead = -9 * HOUR
    sleep(HOUR)
    expect(setBacks).toEqual([])
  })

  it('says each thing when its time comes, and not before', () => {
    scheduler(sourceAt([24, 36, 44])).start()
    sleep(23 * HOUR)
    expect(said).toEqual([])
    sleep(2 * HOUR)
    expect(said).toEqual(['post h24'])
    sleep(30 * HOUR)
    expect(said).toEqual(['post h24', 'post h36', 'post h44'])
  })

  it('says nothing twice after a restart, and what was missed meanwhile once', () => {
    scheduler(sourceAt([1, 2, 3])).start()
    sleep(HOUR + MINUTE)
    clock.advance(3 * HOUR)
    scheduler(sourceAt([1, 2, 3])).start()
    expect(said).toEqual(['post h1', 'post h3'])
    scheduler(sourceAt([1, 2, 3])).start()
    expect(said).toEqual(['post h1', 'post h3'])
  })

  it('looks again within a quarter of an hour, so that a machine that slept or a changed clock is noticed', () => {
    scheduler(sourceAt([500])).start()
    expect(timer?.wait).toBe(15 * MINUTE)
    scheduler(sourceAt([])).start()
    expect(timer?.wait).toBe(15 * MINUTE)
  })

  it('looks at once when it is told that something changed, and no more once it was stopped', () => {
    const running = scheduler(sourceAt([1]))
    running.start()
    clock.advance(2 * HOUR)
    running.look()
    expect(said).toEqual(['post h1'])
    running.stop()
    expect(timer).toBeUndefined()
    running.look()
    expect(timer).toBeUndefined()
  })

  it('looks once, a second later, for many things recorded one after another', () => {
    const running = scheduler(sourceAt([1]))
    running.start()
    clock.advance(2 * HOUR)
    for (let recorded = 0; recorded < 5; recorded += 1) running.lookSoon()
    expect([said, timer?.wait]).toEqual([[], 1000])
    sleep(1000)
    expect(said).toEqual(['post h1'])
    running.stop()
    running.lookSoon()
    expect(timer).toBeUndefined()
  })

  it('notices a clock that was set back, puts it on record once, and repeats nothing', () => {
    const running = scheduler(sourceAt([1]))
    running.start()
    sleep(2 * HOUR)
    clock.advance(-3 * DAY)
    running.look()
    running.look()
    expect(setBacks).toEqual([{ latest: later(start, 2 * HOUR), now: later(start, 2 * HOUR - 3 * DAY) }])
    sleep(4 * DAY)
    expect([said, setBacks.length]).toEqual([['post h1'], 1])
  })

  it('keeps a clock that was set back while locked until somebody unlocks, over a restart too', () => {
    scheduler(sourceAt([])).start()
    sleep(2 * HOUR)
    unlocked = false
    clock.advance(-1 * DAY)
    scheduler(sourceAt([])).start()
    expect(setBacks).toEqual([])
    unlocked = true
    const running = scheduler(sourceAt([]))
    running.start()
    running.look()
    expect(setBacks.length).toBe(1)
  })

  it('says many of a kind in one notification, and those of another kind apart', () => {
    const many: ReminderSource = {
      ...sourceAt([0], 'credential'),
      items: () => Array.from({ length: 4 }, (_, index) => ({ key: `credential/${index}`, cycle: 'c', marks: [{ id: 'day', at: start }] })),
    }
    scheduler(many, sourceAt([0])).start()
    expect(said).toEqual(['credential 4', 'post h0'])
  })

  it('goes on with a memory that is broken or cannot be written, and tells the log', () => {
    writeFileSync(join(folder, 'reminders.json'), '{ torn')
    scheduler(sourceAt([0])).start()
    expect([said, faults.length]).toEqual([['post h0'], 1])
    expect(JSON.parse(readFileSync(join(folder, 'reminders.json'), 'utf8'))).toMatchObject({ version: 1, told: { 'post/1': { mark: 'h0' } } })
    expect(statSync(join(folder, 'reminders.json')).mode & 0o777).toBe(0o600)
    const nowhere = reminderMemoryFile(join(folder, 'absent', 'reminders.json'), (fault) => void faults.push(fault))
    nowhere.save({ told: new Map(), latest: start, unrecorded: [] })
    expect(faults.length).toBe(2)
  })
})

describe('reminders of the secrets', () => {
  it('name the account and never its handle, say how long is left, and begin anew when it was changed', async () => {
    const machine = openMachine()
    try {
      const { opened, account } = machine
      clock = opened.clock
      const accounts = accountsService({ ledger: opened.ledger, clock, networks, organization })
      const { credentials } = startProcess(machine)
      await keepOne(startProcess(machine), machine, '2026-10-08')
      const source = credentialReminders({ credentials, accounts, zoneOf: organization.zoneOf, language: () => 'es' })
      const running = scheduler(source)
      running.start()
      sleep(19 * DAY)
      expect(said).toEqual([
        'Cambio de contraseña La contraseña de INETEL vence en 15 días.',
        'Cambio de contraseña La contraseña de INETEL vence en 7 días.',
        'Cambio de contraseña La contraseña de INETEL vence mañana.',
        'Cambio de contraseña La contraseña de INETEL vence hoy.',
        'Cambio de contraseña La contraseña de INETEL venció ayer.',
        'Cambio de contraseña La contraseña de INETEL venció hace 2 días.',
        'Cambio de contraseña La contraseña de INETEL venció hace 3 días.',
        'Cambio de contraseña La contraseña de INETEL venció hace 4 días.',
      ])
      expect(said.join()).not.toContain('INETelMX')
      expect(credentials.demandRotations(opened.context(2, ['security']), account, 'incident', '').ok).toBe(true)
      expect(source.items(clock.now())[0]?.cycle).toBe('2026-12-08 period')
    } finally {
      machine.opened.close()
    }
  })
})

describe('the record of a clock that went back', () => {
  it('is an event by who is unlocked, and waits while nobody is', () => {
    const { opened } = openMachine()
    try {
      let context: Context | undefined = undefined
      const record = clockRecord(opened.ledger, () => context)
      const setBack = { latest: later(start, HOUR), now: start }
      expect(record(setBack)).toBe(false)
      context = opened.context(1)
      expect(record(setBack)).toBe(true)
      expect(opened.ledger.history('clock/signer-1').map((event) => [event.type, event.payload])).toEqual([['clock.set-back', setBack]])
    } finally {
      opened.close()
    }
  })
})
