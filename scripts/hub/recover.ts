import type pg from 'pg'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import { checkSignatures, readForms } from '#main/hub/signature-range.ts'
import type { EventRow } from '#main/ledger/canonical.ts'

/** How far what machines offered reaches. Positions are of the record; `machines`: logins that offered something or say that they have seen more. */
export type Offered = {
  readonly recovering: boolean
  readonly newest: number
  readonly machines: number
  /** The newest position that a machine says it has seen. */
  readonly seen: number
  /** Up to where every position after the newest was offered. */
  readonly upTo: number
  /** The first position that nobody has offered, when something beyond it was offered or seen. */
  readonly missing: number | undefined
}

/** What machines offered so far. Reads only. */
export async function offeredSoFar(client: pg.Client): Promise<Offered> {
  const { rows } = await client.query<{ recovering: boolean; newest: number; machines: number; seen: number; last: number; upTo: number }>(
    `SELECT h.recovering, h.position::float8 AS newest,
            (SELECT count(*)::integer FROM resguardo.offered WHERE seen > h.position) AS machines,
            (SELECT coalesce(max(seen), 0)::float8 FROM resguardo.offered WHERE EXISTS (SELECT FROM resguardo.offers o WHERE o.login = offered.login)) AS seen,
            (SELECT coalesce(max(position), 0)::float8 FROM resguardo.offers) AS last,
            (SELECT h.position + count(*) FROM (SELECT position, row_number() OVER (ORDER BY position) AS n
               FROM (SELECT DISTINCT position FROM resguardo.offers WHERE position > h.position) AS d) AS o WHERE o.position = h.position + o.n)::float8 AS "upTo"
       FROM resguardo.head h`,
  )
  const [row] = rows
  if (row === undefined) throw new Error('a hub has a head')
  const { recovering, newest, machines, upTo } = row
  const seen = Math.max(row.seen, row.last)
  return { recovering, newest, machines, seen, upTo, missing: seen > upTo ? upTo + 1 : undefined }
}

/** Positions that are put back in one transaction. */
const PAGE = 200
/** What registers a key: what follows may be signed with it. */
const KEY_TYPES: ReadonlySet<string> = new Set(['signer.registered', 'person.invited'])

type Candidate = EventRow & { readonly login: string }
/** `worthless`: nobody's key stands for it, and it goes back all the same. */
type Chosen = Candidate & { readonly worthless: boolean }

/** What was put back, and which of it has a worthless signature: it was accepted so once, and every machine leaves it aside. */
export type PutBack = { readonly events: number; readonly worthless: readonly number[] }

/**
 * Puts back what was offered, from the newest position on as far as nothing lacks: each in its old place, with its old signature, which is checked here. Of
 * several for one place the one whose signature is its signer's counts; one without any counts only where the command was told to `take` it, and nothing that it says
 * of the organization is done. Refusals: `recover/disagreement` (several are well signed: `position`, and the
 * `logins` that offered them), `recover/unsigned`, `recover/does-not-follow` (its chain or version does not go on from what is there), `recover/not-closed` (people write meanwhile). What was put back before a refusal stays.
 */
export async function putBack(client: pg.Client, enter: (events: string) => Promise<Result<undefined>>, { without, take }: { readonly without: ReadonlySet<string>; readonly take: ReadonlySet<number> }): Promise<Result<PutBack>> {
  await readForms()
  let events = 0
  const worthless: number[] = []
  const enterAll = (chosen: readonly Chosen[]) => enter(JSON.stringify(chosen.map(({ login: _, ...event }) => event)))
  const note = (chosen: readonly Chosen[]): void => {
    events += chosen.length
    worthless.push(...chosen.filter((one) => one.worthless).map(({ position }) => position))
  }
  for (;;) {
    const { newest, recovering } = await offeredSoFar(client)
    if (!recovering) return refuse('recover/not-closed')
    const { rows } = await client.query<{ event: string; position: number; login: string }>(
      'SELECT event, position::float8 AS position, login FROM resguardo.offers WHERE position > $1 AND position <= $1 + $2 AND NOT login = ANY ($3) ORDER BY position',
      [newest, PAGE, [...without]],
    )
    const registered = await client.query<{ signer: string; public_key: string }>('SELECT signer, public_key FROM resguardo.signers')
    const keys = Object.fromEntries(registered.rows.map(({ signer, public_key: key }) => [signer, key]))
    const candidates = Map.groupBy(
      rows.map(({ event, position, login }): Candidate => ({ ...(JSON.parse(event) as Omit<EventRow, 'position'>), position, login })), // the hub wrote it
      ({ position }) => position,
    )
    const chosen: Chosen[] = []
    let doubt: Result<never> | undefined
    for (let position = newest + 1; chosen.length < PAGE; position += 1) {
      const there = candidates.get(position)
      if (there === undefined) break
      const sound = there.filter((one) => ['sound', 'malformed'].includes(checkSignatures({ id: 0, rows: [one], keys }).findings[0] ?? 'forged'))
      const usable = sound.length > 0 ? sound : there
      const [one] = usable
      const logins = [...new Set(usable.map(({ login }) => login))].join(', ')
      if (one === undefined || usable.some(({ hash }) => hash !== one.hash)) doubt = refuse('recover/disagreement', { position, logins })
      // Nobody's key stands for it: anybody could have made it up.
      else if (sound.length === 0 && !take.has(position)) doubt = refuse('recover/unsigned', { position, logins })
      if (one === undefined || doubt !== undefined) break
      chosen.push({ ...one, worthless: sound.length === 0 })
      // The keys of what follows may be among what was just chosen.
      if (KEY_TYPES.has(one.type)) break
    }
    if (chosen.length === 0) return doubt ?? ok({ events, worthless })
    const entered = await enterAll(chosen)
    if (entered.ok) note(chosen)
    else {
      const { code, detail } = entered.refusal
      const position = Number(detail?.['position'] ?? newest + 1)
      // What stands before it goes in; of it is said who offered it.
      const before = chosen.filter((one) => one.position < position)
      if (before.length > 0 && (await enterAll(before)).ok) note(before)
      return refuse('recover/does-not-follow', { code, position, logins: [...new Set((candidates.get(position) ?? []).map(({ login }) => login))].join(', ') })
    }
    if (doubt !== undefined) return doubt
  }
}
