import { createHash } from 'node:crypto'
import { createServer, type Socket, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { isTold, trustFaults } from '#shared/hub/trust-fault.ts'
import type { Audience } from '#shared/ledger/event.ts'
import type { Hub, HubAddress, HubLogin } from '#main/hub/hub.ts'
import { hub as en } from '#renderer/i18n/en/hub.ts'
import { hub as es } from '#renderer/i18n/es/hub.ts'
import { HUB_SCHEMA, HUB_SERVES } from '#main/hub/hub-schema.ts'
import { refusalOfFailure } from '#main/hub/postgres-failure.ts'
import { connectPostgresHub, hubLimits } from '#main/hub/postgres-hub.ts'
import { systemTimers } from '#main/session/system-timers.ts'
import { sure } from '#tests/kit/sure.ts'
import { selfMadeAuthority } from '../../scripts/hub/certificate.ts'
import { author, type Said } from './author.ts'
import { accepted, hubSql, openHub, type OpenHub, push, verdict } from './open-hub.ts'

const oaxaca = 'district-oaxaca-03'
const operator = author('operator-1', oaxaca, ['operator'])
const draft = (id: string): Said => ({ stream: `post/${id}`, version: 1, type: 'post.drafted', payload: { n: 1 }, audience: { kind: 'review', office: oaxaca } as unknown as Audience })

let hub: OpenHub
beforeAll(async () => {
  hub = await openHub(inject('server'), 'postgres', { operator })
})
afterAll(() => hub.close())

/** A way to the server that can be cut, and that can go silent without a word: packets dropped, not refused. */
async function detour(): Promise<{ readonly port: number; silence(): void; cut(): void; close(): void }> {
  let silent = false
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(inject('server').port, '127.0.0.1')
    for (const [from, to] of [[near, far], [far, near]] as const) {
      sockets.add(from)
      from.on('data', (data) => {
        if (!silent) to.write(data)
      })
      from.on('error', () => {})
      from.on('close', () => {
        if (!silent) to.destroy()
      })
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    silence: () => void (silent = true),
    cut: () => sockets.forEach((socket) => socket.destroy()),
    close() {
      sockets.forEach((socket) => socket.destroy())
      server.close()
    },
  }
}

const refusal = async (address: Partial<HubAddress>, login: Partial<HubLogin> = {}): Promise<string> => {
  const connected = await connectPostgresHub(systemTimers, { ...hubLimits, connect: 1500 })({ ...hub.address, ...address }, { ...hub.login('operator'), ...login })
  if (!connected.ok) return connected.refusal.code
  await connected.value.close()
  return 'connected'
}

describe('what stands in everybody’s way', () => {
  it('is seen by the owner of the functions, who could end nobody otherwise: how old a member’s transaction is', async () => {
    const member = await hub.client('operator')
    await member.query('BEGIN')
    await member.query('SELECT 1')
    const { superuser } = hub
    await superuser.query('BEGIN; SET LOCAL ROLE resguardo_owner')
    const { rows } = await superuser.query('SELECT FROM pg_stat_activity WHERE usename = $1 AND xact_start IS NOT NULL', [hub.login('operator').user])
    await superuser.query('COMMIT')
    expect(rows).toHaveLength(1)
    await member.end()
  })
})

describe('a member’s transaction that stays open', () => {
  it('is ended every thousand events when it is older than anything that a machine does, so that what it could see is cleared away', async () => {
    const kept = await openHub(inject('server'), 'kept_open', { writer: author('writer-1', oaxaca, ['operator']), keeper: author('keeper-1', oaxaca, ['operator']) })
    try {
      const { superuser } = kept
      // A minute is long for a test: a fifth of a second stands for it.
      const body = hubSql.functions.find((text) => text.includes('FUNCTION end_old_transactions'))!
      const soon = body.replace("interval '1 minute'", "interval '200 milliseconds'")
      expect(soon).not.toBe(body)
      await superuser.query(`SET ROLE resguardo_owner; SET search_path = resguardo, pg_catalog; ${soon}; RESET search_path; RESET ROLE`)
      const [writer, keeper, reader] = [await kept.connect('writer'), await kept.client('keeper'), await kept.client('keeper')]
      await keeper.query('SET idle_in_transaction_session_timeout = 0; BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM resguardo.events')
      await superuser.query('SELECT pg_sleep(0.3)')
      const thousand = Array.from({ length: 5 }, (_, batch) => kept.people['writer']!.does(...Array.from({ length: 200 }, (__, n) => draft(`kept-${batch}-${n}`))))
      for (const [batch, events] of thousand.entries()) accepted(await push(writer, events, `kept-${batch}`))
      await expect(keeper.query('SELECT 1')).rejects.toThrow(/connection/iu)
      // Whoever has no transaction open, and who wrote, stay.
      await reader.query('SELECT 1')
      expect(sure(await writer.hello()).head.position).toBeGreaterThan(1000)
    } finally {
      await kept.close()
    }
  })
})

describe('connecting', () => {
  it('needs the right host, certificate, name, login and hub', async () => {
    expect(await refusal({})).toBe('connected')
    expect(await refusal({ host: 'no-such-host.invalid' })).toBe('hub/unknown-host')
    expect(await refusal({ port: 1 })).toBe('hub/unreachable')
    expect(await refusal({ ca: (await selfMadeAuthority()).ca })).toBe('hub/certificate')
    expect(await refusal({ host: 'localhost' })).toBe('hub/certificate')
    expect(await refusal({}, { password: 'wrong' })).toBe('hub/wrong-password')
    expect(await refusal({}, { user: 'rsg_nobody' })).toBe('hub/wrong-password')
    expect(await refusal({ database: 'hub_nowhere' })).toBe('hub/not-a-hub')
    expect(await refusal({}, { user: inject('server').user, password: inject('server').password })).toBe('hub/denied')
  })
  it.each(['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED'])('to a server whose certificate is out of its dates names the clock, not somebody in between: %s', (code) => {
    expect(refusalOfFailure({ code, message: 'certificate' })).toEqual({ ok: false, refusal: { code: 'hub/certificate-dates' } })
  })
  it('that fails tells one sentence with what to do, in both languages, and never the password', async () => {
    const { password } = hub.login('operator')
    const [wrong, other] = [`${password}-wrong`, { ...hub.address, ca: (await selfMadeAuthority()).ca }]
    const ways: readonly (readonly [HubAddress, string])[] = [
      [{ ...hub.address, host: 'no-such-host.invalid' }, password], [{ ...hub.address, port: 1 }, password], [other, password], [hub.address, wrong], [{ ...hub.address, database: 'hub_nowhere' }, password],
    ] // prettier-ignore
    for (const [address, secret] of ways) {
      const answer = await connectPostgresHub(systemTimers, hubLimits)(address, { user: hub.login('operator').user, password: secret })
      if (answer.ok) throw new Error('it should not have come in')
      expect(JSON.stringify(answer.refusal)).not.toContain(password)
      for (const words of [es, en]) expect(words.refusals[answer.refusal.code as keyof typeof words.refusals], answer.refusal.code).toMatch(/\.$/u)
    }
  })
  it('to a server that takes the connection and says nothing ends in time', async () => {
    const way = await detour()
    way.silence()
    expect(await refusal({ port: way.port })).toBe('hub/unreachable')
    way.close()
  })
  it('to a hub of another form says which of the two is older', async () => {
    await hub.superuser.query('UPDATE resguardo.hub SET schema = $1', [HUB_SCHEMA - 1])
    expect(await refusal({})).toBe('hub/schema-older')
    // A newer one serves us as long as its functions say so.
    await hub.superuser.query('UPDATE resguardo.hub SET schema = $1', [HUB_SCHEMA + 1])
    expect(await refusal({})).toBe('connected')
    const body = hubSql.functions[0]!
    const newer = body.replace(`'serves', ${HUB_SERVES},`, `'serves', ${HUB_SCHEMA + 1},`)
    expect(newer).not.toBe(body)
    await hub.superuser.query(`SET search_path = resguardo, pg_catalog; ${newer}`)
    expect(await refusal({})).toBe('hub/schema-newer')
    await hub.superuser.query(`${body}; RESET search_path`)
    await hub.superuser.query('UPDATE resguardo.hub SET schema = $1', [HUB_SCHEMA])
    expect(hubSql.steps).toHaveLength(HUB_SCHEMA)
  })
})

describe('a server that cannot serve', () => {
  it('with no connection left says so, and serves again when there is one', async () => {
    const held = await Promise.all(Array.from({ length: 8 }, () => hub.connect('operator')))
    expect(await refusal({})).toBe('hub/full')
    await held[0]?.close()
    await expect.poll(() => refusal({})).toBe('connected')
    await Promise.all(held.map((one) => one.close()))
  })
  it.each([
    ['57P03', 'hub/starting'], ['25006', 'hub/standby'], ['55000', 'hub/standby'], ['53100', 'hub/disk-full'], ['53200', 'hub/overloaded'], ['55P03', 'hub/overloaded'],
    ['57014', 'hub/overloaded'], ['54000', 'hub/overloaded'], ['58030', 'hub/server-fault'], ['XX001', 'hub/server-fault'],
  ])('that answers %s is not said to be unreachable', (code, said) => {
    expect(refusalOfFailure({ code, message: 'what the server wrote' })).toEqual({ ok: false, refusal: { code: said } })
  })
})

describe('a connection', () => {
  const through = async (way: { readonly port: number }, limits = { ...hubLimits, ask: 700, append: 700, heartbeat: 300 }): Promise<Hub> =>
    sure(await connectPostgresHub(systemTimers, limits)({ ...hub.address, port: way.port }, hub.login('operator')))
  const lossOf = (one: Hub): Promise<string> => new Promise((resolve) => one.onWake((why) => why === 'lost' && resolve(why)))

  it('that is cut is told as lost, and every call on it refuses', async () => {
    const way = await detour()
    const one = await through(way)
    const lost = lossOf(one)
    const waiting = one.pull(0, 10)
    way.cut()
    expect(await lost).toBe('lost')
    expect([(await waiting).ok, await one.hello()]).toEqual([expect.any(Boolean), { ok: false, refusal: { code: 'hub/unreachable' } }])
    way.close()
  })
  it('that goes silent is noticed by the call that waits', async () => {
    const way = await detour()
    const one = await through(way)
    const lost = lossOf(one)
    way.silence()
    expect(await one.pull(0, 10)).toEqual({ ok: false, refusal: { code: 'hub/unreachable' } })
    expect(await lost).toBe('lost')
    way.close()
  })
  it('that goes silent while nobody asks is noticed by its heartbeat', async () => {
    const way = await detour()
    const one = await through(way)
    const lost = lossOf(one)
    way.silence()
    expect(await lost).toBe('lost')
    way.close()
  })
  it('lost in the middle of an append leaves the act on record or not, and sending it again settles which', async () => {
    for (let attempt = 0; attempt < 10; attempt++) {
      const way = await detour()
      const one = await through(way)
      const events = operator.does(draft(`cut-${attempt}`))
      const sent = one.append([{ id: `cut-${attempt}`, events }])
      await new Promise((resolve) => setImmediate(resolve))
      if (attempt % 2 === 0) way.cut()
      else way.silence()
      await sent
      way.close()
      const next = await hub.connect('operator')
      accepted(await push(next, events))
      expect(sure(await next.stream(`post/cut-${attempt}`, 9))).toHaveLength(1)
      await next.close()
    }
  })
  it('goes on after a refusal, and asks in order', async () => {
    const one = await hub.connect('operator')
    const answers = await Promise.all([
      one.hashAt(1),
      verdict(one, operator.tries({ ...draft('bad'), type: 'post.imagined' })),
      one.pull(0, 1),
      verdict(one, operator.does(draft('good'))),
    ])
    expect(answers).toMatchObject([{ ok: true }, 'hub/unknown-type', { ok: true }, 'accepted'])
    await one.close()
  })
  it('takes many acts in one call, more than the hub takes at once', async () => {
    const one = await hub.connect('operator')
    const batches = Array.from({ length: 130 }, (_, index) => ({ id: `many-${index}`, events: operator.does({ ...draft(`many-${index}`), payload: { text: 'a'.repeat(30_000) } }) }))
    const answers = sure(await one.append(batches))
    expect(answers.map(({ kind }) => kind)).toEqual(batches.map(() => 'accepted'))
    await one.close()
  })
})

describe('files', () => {
  it('of one login have an end each day, and go on the day after', async () => {
    const one = await hub.connect('operator')
    accepted(await push(one, operator.does(draft('of-files'))))
    const send = async (text: string): Promise<unknown> => {
      const bytes = Buffer.from(text)
      return one.putChunk(createHash('sha256').update(bytes).digest('hex'), 'post/of-files', bytes.length, 0, bytes)
    }
    expect(await send('first')).toEqual({ ok: true, value: true })
    const sentAs = (size: number, ago: string) => hub.superuser.query(`UPDATE resguardo.blobs SET size = $1, stored = clock_timestamp() - $2::interval WHERE login IS NOT NULL`, [size, ago])
    await sentAs(8 * 1024 ** 3 - 5, '23 hours')
    expect(await send('sixsix')).toMatchObject({ refusal: { code: 'hub/day-full' } })
    expect(await send('five5')).toEqual({ ok: true, value: true })
    await sentAs(8 * 1024 ** 3, '25 hours')
    expect(await send('sixsix')).toEqual({ ok: true, value: true })
    await one.close()
  })
})

describe('news', () => {
  const elsewhere = 'district-puebla-01'
  const clerk = author('news-clerk', oaxaca, ['operator'])
  const judge = author('news-judge', 'central-cncs', ['reviewer'])
  const stranger = author('news-stranger', elsewhere, ['operator'])

  it('wakes whom it concerns and nobody else, and not the connection that brought it', async () => {
    const there = await openHub(inject('server'), 'news', { clerk, judge, stranger })
    try {
      const hubs = { clerk: await there.connect('clerk'), judge: await there.connect('judge'), stranger: await there.connect('stranger') }
      const woken: string[] = []
      let look = (): void => {}
      for (const [name, one] of Object.entries(hubs)) one.onWake(() => {
        woken.push(name)
        look()
      })
      const until = (holds: () => boolean): Promise<void> => new Promise((done) => {
        look = () => holds() && done()
        look()
      })
      accepted(await push(hubs.clerk, clerk.does(draft('first'))))
      await until(() => woken.includes('judge'))
      // What is sent to the same channels comes in order: nothing of the first post is still to come to the stranger.
      accepted(await push(hubs.stranger, stranger.does({ ...draft('second'), audience: { kind: 'review', office: elsewhere } as unknown as Audience })))
      await until(() => woken.filter((name) => name === 'judge').length === 2)
      expect(woken).toEqual(['judge', 'judge'])
    } finally {
      await there.close()
    }
  })
  it('of very many offices wakes everybody, and waits as one word', async () => {
    const there = await openHub(inject('server'), 'news of many', { clerk: author('news-clerk-3', oaxaca, ['operator']), stranger: author('news-stranger-3', elsewhere, ['operator']) })
    try {
      const [sender, stranger] = [await there.connect('clerk'), await there.connect('stranger')]
      const who = there.people['clerk'] as typeof clerk // named three lines above
      const woken = new Promise<void>((done) => stranger.onWake(() => done()))
      const untold = async (): Promise<readonly string[]> => (await there.superuser.query<{ untold: string[] }>('SELECT untold FROM resguardo.head')).rows[0]?.untold ?? []
      let acts = 0
      const act = async (): Promise<void> => void accepted(await push(sender, who.does(draft(`many-${(acts += 1)}`))))
      /** What waits when somebody acts just after others were woken, and so many offices' words wait; once more where the machine was too slow for that. */
      const waiting = async (words: number): Promise<readonly string[]> => {
        for (;;) {
          await there.superuser.query(`UPDATE resguardo.head SET told = clock_timestamp(), untold = ARRAY(SELECT 'office:other-' || n FROM generate_series(1, $1::integer) AS n)`, [words])
          await act()
          const left = await untold()
          if (left.length > 0) return left
        }
      }
      // The act has three: its office, the reviewers, the auditors.
      expect(await waiting(17)).toHaveLength(20)
      expect(await waiting(18)).toEqual(['institution'])
      await there.superuser.query(`UPDATE resguardo.head SET told = clock_timestamp() - interval '1 s'`)
      await act()
      await woken
      expect(await untold()).toEqual([])
    } finally {
      await there.close()
    }
  })
  it('that follows at once is told as well, without anybody’s next act', async () => {
    const there = await openHub(inject('server'), 'news at once', { clerk: author('news-clerk-2', oaxaca, ['operator']), judge })
    try {
      const sender = await there.connect('clerk')
      const reader = await there.connect('judge')
      const who = there.people['clerk'] as typeof clerk // named two lines above
      for (let round = 0; round < 5; round++) {
        let seen = sure(await reader.hello()).head.position
        const wanted = seen + 2
        const all = new Promise<void>((done) => {
          const stop = reader.onWake(async () => {
            seen = sure(await reader.pull(seen, 10)).at(-1)?.position ?? seen
            if (seen !== wanted) return
            stop()
            done()
          })
        })
        for (const part of ['a', 'b']) accepted(await push(sender, who.does(draft(`news-${round}-${part}`))))
        await all
      }
    } finally {
      await there.close()
    }
  })
})

describe('whom the hub wakes', () => {
  it('is everybody while a hundred would listen, and then those whom others wait for; the rest are told to look by themselves', async () => {
    const there = await openHub(inject('server'), 'many', { clerk: author('many-clerk', oaxaca, ['operator']), judge: author('many-judge', 'central-cncs', ['reviewer']), chief: author('many-chief', 'central-unicom', ['security']) })
    try {
      const names = ['clerk', 'judge', 'chief'] as const
      const hubs = await Promise.all(names.map((name) => there.connect(name)))
      const wakes = async (): Promise<readonly boolean[]> => {
        // The first look may find another set of channels than before and takes it up; the second says what holds.
        await Promise.all(hubs.map((one) => one.hello()))
        return Promise.all(hubs.map(async (one) => sure(await one.hello()).wakes))
      }
      const join = (from: number, to: number, role: string): Promise<unknown> =>
        there.superuser.query(`INSERT INTO resguardo.members SELECT 'more-' || n, $1, ARRAY[$2], true FROM generate_series($3::integer, $4::integer) AS n`, [oaxaca, role, from, to])
      expect(await wakes()).toEqual([true, true, true])
      await join(1, 96, 'operator') // with these three and the administrator a hundred
      expect(await wakes()).toEqual([true, true, true])
      await join(97, 97, 'operator')
      expect(await wakes()).toEqual([false, true, true])
      await join(98, 198, 'security')
      expect(await wakes()).toEqual([false, true, false])
    } finally {
      await there.close()
    }
  })
})

describe('news that wait for somebody to tell them', () => {
  const clerk = (name: string): typeof operator => author(name, oaxaca, ['operator'])
  /** Resolves when a session has pulled a position upon a word of news. */
  const reached = (reader: Hub, from: number, wanted: () => number | undefined): Promise<void> =>
    new Promise((done) => {
      let seen = from
      const stop = reader.onWake(async () => {
        seen = sure(await reader.pull(seen, 100)).at(-1)?.position ?? seen
        if (seen < (wanted() ?? Infinity)) return
        stop()
        done()
      })
    })

  it('reach also the session that tells them, when another sent them', async () => {
    const people = { ana: clerk('teller-ana'), eva: clerk('teller-eva') }
    const there = await openHub(inject('server'), 'teller', people)
    try {
      const [ana, eva] = [await there.connect('ana'), await there.connect('eva')]
      for (let round = 0; round < 5; round++) {
        const last: { position?: number | undefined } = {}
        const told = reached(ana, sure(await ana.hello()).head.position, () => last.position)
        // The second comes too soon after the first to be told at once: ana's session tells it later, and with it what eva sends meanwhile.
        for (const part of ['a', 'b']) accepted(await push(ana, people.ana.does(draft(`teller-${round}-${part}`))))
        last.position = accepted(await push(eva, people.eva.does(draft(`teller-${round}-c`)))).positions[0]
        await told
      }
    } finally {
      await there.close()
    }
  })
  it('are told by whoever looks next, when the machine that was to tell them has ended', async () => {
    const people = { ana: clerk('ended-ana'), eva: clerk('ended-eva'), judge: author('ended-judge', 'central-cncs', ['reviewer']), far: author('ended-far', 'district-puebla-01', ['operator']) }
    const there = await openHub(inject('server'), 'ended', people)
    try {
      const [eva, judge, far] = [await there.connect('eva'), await there.connect('judge'), await there.connect('far')]
      const before = sure(await far.hello()).head.position
      const told = Promise.all([eva, judge].map((one) => reached(one, before, () => before + 2)))
      const ended = await there.client('ana')
      for (const part of ['a', 'b']) {
        const events = people.ana.does(draft(`ended-${part}`))
        await ended.query('SELECT answers FROM resguardo.append($1)', [JSON.stringify([{ id: part, events }])])
      }
      await ended.end()
      await new Promise((done) => setTimeout(done, 1_100))
      const looks = [sure(await far.hello()).head.position, sure(await eva.hello()).head.position]
      expect(looks).toEqual([before + 2, before + 2])
      await told
    } finally {
      await there.close()
    }
  })
})

describe('what machines put aside', () => {
  it('is the faults that the app tells', () => {
    const listed = /known CONSTANT text\[\] := ARRAY\[([^\]]+)\]/u.exec(hubSql.functions[1] ?? '')?.[1] ?? ''
    expect([...listed.matchAll(/'([a-z-]+)'/gu)].map(([, fault]) => fault)).toEqual(trustFaults.filter(isTold))
  })
  it('has an end for each event and for each login’s day, and goes on the next day', async () => {
    const connected = await hub.connect('operator')
    const { superuser } = hub
    const events = operator.does(draft('bounded-1'), draft('bounded-2'), draft('bounded-3'))
    const { positions } = accepted(await push(connected, events))
    const [one, two, three] = events.map(({ hash }, index) => ({ position: positions[index] ?? 0, hash, fault: 'forged' }))
    if (one === undefined || two === undefined || three === undefined) return expect.unreachable()
    const rows = async (): Promise<number> => Number((await superuser.query<{ n: string }>('SELECT count(*) AS n FROM resguardo.aside')).rows[0]?.n)
    // Twenty others told it: it counts as noted, and makes no row.
    await superuser.query("INSERT INTO resguardo.aside (position, hash, fault, login, person, told) SELECT $1, $2, 'forged', 'rsg_' || n, 'somebody', now() FROM generate_series(1, 20) AS n", [one.position, one.hash])
    expect(sure(await connected.reportAside([one]))).toEqual([one.position])
    expect(await rows()).toBe(20)
    // One row is left of the day, for the first of two.
    await superuser.query("INSERT INTO resguardo.aside_days VALUES ($1, (now() AT TIME ZONE 'UTC')::date, 999)", [hub.login('operator').user])
    expect(sure(await connected.reportAside([three, two]))).toEqual([two.position])
    expect(sure(await connected.reportAside([three, two]))).toEqual([two.position])
    expect(await rows()).toBe(21)
    await superuser.query('UPDATE resguardo.aside_days SET day = day - 1')
    expect(sure(await connected.reportAside([three]))).toEqual([three.position])
    expect((await superuser.query('SELECT rows FROM resguardo.aside_days')).rows).toEqual([{ rows: 1 }])
    await connected.close()
  })
  it('comes in pages that miss nothing', async () => {
    const { superuser } = hub
    await superuser.query('DELETE FROM resguardo.aside')
    await superuser.query("INSERT INTO resguardo.aside (position, hash, fault, login, person, told) SELECT position, hash, f, 'rsg_' || n, 'p' || n % 7, now() FROM resguardo.events, unnest(ARRAY['forged', 'role']) AS f, generate_series(1, 500) AS n WHERE position <= 5")
    const administrator = await hub.connect('administrator')
    const { aside = 0 } = sure(await administrator.hello())
    const found = new Map<string, number>()
    let pages = 0
    for (let place = 0; place < aside; pages += 1) {
      const { reported, upTo } = sure(await administrator.reportedAside(place))
      for (const { position, fault, machines, people } of reported) found.set(`${position} ${fault} ${people.length}`, machines)
      expect(upTo).toBeGreaterThan(place)
      place = upTo
    }
    expect(pages).toBeGreaterThan(3)
    expect([...found]).toHaveLength(10)
    expect([...found.values()]).toEqual(Array.from({ length: 10 }, () => 500))
    await superuser.query('DELETE FROM resguardo.aside')
    await administrator.close()
  })
})

describe('what is accepted', () => {
  it('never leaves a gap or a double between positions, whoever appends at once', async () => {
    const people = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`p${index}`, author(`racer-${index}`, oaxaca, ['operator'])]))
    const race = await openHub(inject('server'), 'race', people)
    try {
      const before = sure(await (await race.connect('administrator')).hello()).head.position
      await Promise.all(
        Object.entries(people).map(async ([name, who]) => {
          const one = await race.connect(name)
          for (let act = 0; act < 25; act++) accepted(await push(one, who.does(draft(`${name}-${act}`), { ...draft(`${name}-${act}`), version: 2, type: 'post.submitted' })))
        }),
      )
      const rows = sure(await (await race.connect('p0')).pull(before, 1000))
      expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: 300 }, (_, index) => before + 1 + index))
      // The two events of an act stand together.
      for (let index = 0; index < rows.length; index += 2) expect(rows[index + 1]?.stream).toBe(rows[index]?.stream)
    } finally {
      await race.close()
    }
  })
})

