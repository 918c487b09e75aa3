import type pg from 'pg'
import { checkSignatures, readForms } from '#main/hub/signature-range.ts'
import type { EventRow } from '#main/ledger/canonical.ts'

/** Each asks for something that cannot be in a whole copy; what it answers is told as it is. */
const CHECKS: readonly string[] = [
  `SELECT format('faltan posiciones antes de la %s (hay %s eventos)', max(position), count(*)) FROM resguardo.events HAVING count(*) <> coalesce(max(position), 0)`,
  `SELECT format('la última posición anotada es %s y el último evento es %s', h.position, coalesce(max(e.position), 0))
     FROM resguardo.head h LEFT JOIN resguardo.events e ON true GROUP BY h.position, h.hash
    HAVING h.position <> coalesce(max(e.position), 0) OR (h.position > 0 AND h.hash IS DISTINCT FROM (SELECT hash FROM resguardo.events WHERE position = h.position))`,
  `SELECT format('el evento de la posición %s no da su hash', position) FROM resguardo.events e
    WHERE hash <> resguardo.event_hash(resguardo.deed_digest(id, stream, audience, type, schema, payload, actor, role, office, at, signer), version, signer_sequence, previous, after)
    ORDER BY position LIMIT 5`,
  `SELECT format('la cadena de %s se rompe en la posición %s', signer, position) FROM (
     SELECT signer, position, signer_sequence, previous, lag(hash, 1, repeat('0', 64)) OVER chain AS before, row_number() OVER chain AS n
       FROM resguardo.events WINDOW chain AS (PARTITION BY signer ORDER BY signer_sequence)) AS c
    WHERE previous <> before OR signer_sequence <> n ORDER BY position LIMIT 5`,
  `SELECT format('a %s le falta la versión antes de la %s', stream, version) FROM (
     SELECT stream, version, row_number() OVER (PARTITION BY stream ORDER BY version) AS n FROM resguardo.events) AS v WHERE version <> n ORDER BY stream LIMIT 5`,
  `SELECT format('%s está anotado en la versión %s y va en la %s', s.stream, s.version, max(e.version))
     FROM resguardo.streams s LEFT JOIN resguardo.events e USING (stream) GROUP BY s.stream, s.version HAVING s.version IS DISTINCT FROM max(e.version) LIMIT 5`,
  `SELECT format('el acceso %s no tiene su rol en este servidor: restaure también los roles (pg_dumpall --roles-only)', login) FROM resguardo.logins
    WHERE ended IS NULL AND to_regrole(login) IS NULL ORDER BY login LIMIT 5`,
  `SELECT format('el archivo %s está incompleto', b.sha256) FROM resguardo.blobs b LEFT JOIN resguardo.blob_chunks c USING (sha256) WHERE to_jsonb(b) ->> 'moved' IS NULL
    GROUP BY b.sha256, b.size HAVING b.size <> coalesce(sum(octet_length(c.bytes)), 0) LIMIT 5`,
]

/**
 * What is wrong with a restored copy of a hub, in sentences; empty: nothing. `since`: `position:hash` of something that the copy must hold
 * (`resguardo-hub status` says the newest; every machine says the last it has seen).
 */
export async function checkBackup(client: pg.Client, since: string | undefined): Promise<readonly string[]> {
  const faults: string[] = []
  for (const check of CHECKS) {
    const { rows } = await client.query<{ format: string }>(check)
    faults.push(...rows.map(({ format }) => format))
  }
  if (since !== undefined) {
    const [position = '', hash = ''] = since.split(':')
    const { rows } = await client.query<{ hash: string }>('SELECT hash FROM resguardo.events WHERE position = $1', [position])
    if (rows[0] === undefined) faults.push(`es más antigua: no llega a la posición ${position}`)
    else if (rows[0].hash !== hash) faults.push(`es de otra historia: en la posición ${position} hay otro evento`)
  }
  return faults
}

/** Events that are read and checked at a time: some tenths of a second. */
const PAGE = 2_000

/** How many signatures were checked, and the positions of those that are not of their signer's key. */
export type CheckedSignatures = { readonly checked: number; readonly worthless: readonly number[] }

/**
 * Checks every event's signature with the key that the record registered first for its signer; about 0.1 ms each. The hub does not look at signatures when it
 * takes an event, every machine does (decision 0015): a worthless one may have been there before the copy was made. `told`: after every page, how many so far.
 */
export async function checkedSignatures(client: pg.Client, told: (checked: number) => void): Promise<CheckedSignatures> {
  await readForms()
  const registered = await client.query<{ signer: string; key: string }>(
    `SELECT DISTINCT ON (signer) signer, key FROM (
       SELECT position, payload::jsonb ->> 'signer' AS signer, payload::jsonb ->> 'publicKey' AS key FROM resguardo.events WHERE type IN ('signer.registered', 'person.invited')) AS r
      ORDER BY signer, position`,
  )
  const keys = Object.fromEntries(registered.rows.map(({ signer, key }) => [signer, key]))
  const worthless: number[] = []
  let checked = 0
  let position = 0
  for (;;) {
    const { rows } = await client.query<EventRow>(
      `SELECT position::float8 AS position, id, stream, version, audience, type, schema, payload, actor, role, office, at, signer, signer_sequence, previous, after, hash, signature
         FROM resguardo.events WHERE position > $1 ORDER BY position LIMIT ${PAGE}`,
      [position],
    )
    const { findings } = checkSignatures({ id: 0, rows, keys })
    for (const [place, row] of rows.entries()) if (findings[place] === 'forged' || findings[place] === 'unknown') worthless.push(row.position)
    checked += rows.length
    position = rows.at(-1)?.position ?? position
    if (rows.length < PAGE) return { checked, worthless }
    told(checked)
  }
}
