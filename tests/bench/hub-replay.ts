import type { Client } from 'pg'
import type { Hub, PlacedBatch } from '#main/hub/hub.ts'
import { accepted } from '#tests/hub/open-hub.ts'
import { sure } from '#tests/kit/sure.ts'
import type { Act } from './hub-traffic.ts'

/** Acts that a machine sends at once: the first size of the exchange (`ACTS.first` in sync.ts). */
const AT_ONCE = 20

/**
 * Every client sends what it did as fast as the hub takes it, one call at a time, an act as soon as the one before it in its stream is
 * accepted: a reviewer cannot approve what was not submitted yet. Answers the calls' milliseconds; `busy` counts calls that had to be made again.
 */
export function replay(acts: readonly Act[], hubs: ReadonlyMap<string, Hub>, busy: { count: number } = { count: 0 }): Promise<readonly number[]> {
  const queues = new Map<string, Act[]>()
  for (const act of acts) {
    const queue = queues.get(act.by.signer)
    if (queue === undefined) queues.set(act.by.signer, [act])
    else queue.push(act)
  }
  /** How far each stream has come; a day's traffic may go on from the one before. */
  const versions = new Map(acts.map(({ event }) => [event.stream, 0]))
  for (const { event } of acts.toReversed()) versions.set(event.stream, event.version - 1)
  const waiting = new Map<string, string>()
  const calls: number[] = []
  let left = acts.length
  return new Promise((done, failed) => {
    /** What a client may send now: each act after the one before it in its stream, which may be in the same call. */
    function ready(queue: Act[]): Act[] {
      const going = new Map<string, number>()
      const taken: Act[] = []
      for (const act of queue) {
        const { stream, version } = act.event
        const reached = going.get(stream) ?? versions.get(stream) ?? 0
        if (version !== reached + 1 || taken.length === AT_ONCE) break
        going.set(stream, version)
        taken.push(act)
      }
      return taken
    }

    async function send(signer: string): Promise<void> {
      const queue = queues.get(signer) ?? []
      const hub = hubs.get(signer)
      if (hub === undefined) throw new Error(`no connection of ${signer}`)
      for (;;) {
        const taken = ready(queue)
        const [first] = queue
        if (taken.length === 0) {
          if (first !== undefined) waiting.set(first.event.stream, signer)
          return
        }
        const began = performance.now()
        const batches = taken.map(({ event }): PlacedBatch => ({ id: event.id, events: [event] }))
        const answer = await hub.append(batches)
        // So many came at once that it gave up waiting for its turn: it asks again, as the exchange does.
        if (!answer.ok && answer.refusal.code === 'hub/busy') {
          busy.count += 1
          continue
        }
        sure(answer).forEach(accepted)
        calls.push(performance.now() - began)
        queue.splice(0, taken.length)
        left -= taken.length
        const woken = new Set<string>()
        for (const { event } of taken) {
          versions.set(event.stream, event.version)
          const other = waiting.get(event.stream)
          if (other !== undefined && other !== signer) {
            waiting.delete(event.stream)
            woken.add(other)
          }
        }
        for (const other of woken) send(other).catch(failed)
        if (left === 0) return done(calls)
      }
    }
    for (const signer of queues.keys()) send(signer).catch(failed)
  })
}

const COLUMNS = 'position, id, stream, version, audience, type, schema, payload, actor, role, office, at, signer, signer_sequence, previous, after, hash, signature, accepted_at, login'

/** The floor of `replay`: the same rows, each inserted and committed durably by itself, from as many connections, into a table of the same form. */
export async function insertEach(acts: readonly Act[], clients: readonly Client[], superuser: Client): Promise<void> {
  await superuser.query(`DROP TABLE IF EXISTS resguardo.floor; CREATE TABLE resguardo.floor (LIKE resguardo.events INCLUDING INDEXES)`)
  const text = `INSERT INTO resguardo.floor (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, clock_timestamp(), session_user)`
  let next = 0
  await Promise.all(
    clients.map(async (client) => {
      while (next < acts.length) {
        next += 1
        const position = next
        const event = acts[position - 1]?.event
        if (event === undefined) return
        await client.query(text, [
          position, event.id, event.stream, event.version, event.audience, event.type, event.schema, event.payload, event.actor, event.role, event.office,
          event.at, event.signer, event.signer_sequence, event.previous, event.after, event.hash, event.signature,
        ])
      }
    }),
  )
}
