import { closeSync, openSync, writeSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { instantOf } from '#shared/kernel/clock.ts'
import type { PlacedEvent } from '#main/hub/hub.ts'
import { staff, traffic } from './hub-traffic.ts'

/** What one worker makes: the traffic of every n-th office, at every n-th position, as text for COPY. */
export type Making = { readonly file: string; readonly events: number; readonly worker: number; readonly workers: number; readonly firstPosition: number; readonly from: number; readonly step: number; readonly after: string }

/** The columns of the hub's `events` in the order of the text. */
const FIELDS = [
  'id', 'stream', 'version', 'audience', 'type', 'schema', 'payload', 'actor', 'role', 'office', 'at', 'signer', 'signer_sequence', 'previous', 'after', 'hash', 'signature',
] as const satisfies readonly (keyof PlacedEvent)[] // prettier-ignore

/** How text is written for COPY. https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS-TEXT */
const escaped = (value: string | number): string => String(value).replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')

const { file, events, worker, workers, firstPosition, from, step, after } = workerData as Making // hub-million.ts sends it
const offices = staff().filter((_, index) => index % workers === worker)
const out = openSync(file, 'w')
const accepted = instantOf(from + events * step)
let position = firstPosition + worker
let text = ''
for (const { event } of traffic({ offices, from, step, mark: `0193${worker.toString(16).padStart(4, '0')}`, after }).take(events)) {
  text += `${position}\t${FIELDS.map((field) => escaped(event[field])).join('\t')}\t${accepted}\tbench\n`
  position += workers
  if (text.length > 1_000_000) {
    writeSync(out, text)
    text = ''
  }
}
writeSync(out, text)
closeSync(out)
parentPort?.postMessage('made')
