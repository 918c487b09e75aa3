import { refuse } from '#shared/kernel/result.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'

type Refused = { readonly ok: false; readonly refusal: Refusal }

/** What OpenSSL and Node say of a certificate that is not the one that was agreed on. */
const CERTIFICATE =
  /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_CERT|ERR_SSL_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED|EPROTO)/u
/** The certificate may be the right one and this machine's clock outside its dates. */
const CERTIFICATE_DATES: readonly string[] = ['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED']
const UNKNOWN_HOST: readonly string[] = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME']

/** SQLSTATEs and what they mean to a person. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const STATES: Readonly<Record<string, string>> = {
  '28P01': 'hub/wrong-password', // also: no such login, which the server does not tell apart
  '28000': 'hub/denied', // the login may not come in: ended, or pg_hba does not let it
  '42501': 'hub/denied', // a right is missing
  '3D000': 'hub/not-a-hub', // no such database
  '3F000': 'hub/not-a-hub', // no such schema
  '42P01': 'hub/not-a-hub', // no such table
  '42883': 'hub/not-a-hub', // no such function
  '53300': 'hub/full', // more connections than max_connections, or than the login may have
  '57P03': 'hub/starting', // it starts, or it recovers after a crash
  '25006': 'hub/standby', // read-only: a replica
  '55000': 'hub/standby', // what a replica answers to `settle`
  '53100': 'hub/disk-full',
  '53000': 'hub/overloaded', // some resource is at its end
  '53200': 'hub/overloaded', // out of memory
  '53400': 'hub/overloaded', // some configured limit
  '54000': 'hub/overloaded', // some limit of the program
  '54001': 'hub/overloaded', // the statement is too deep for its stack
  '55P03': 'hub/overloaded', // a lock did not come free in its time
  '57014': 'hub/overloaded', // statement_timeout
  '58000': 'hub/server-fault', // the system under it failed
  '58030': 'hub/server-fault', // its disk does not read or write
  XX000: 'hub/server-fault', // a fault within PostgreSQL
  XX001: 'hub/server-fault', // a damaged page
  XX002: 'hub/server-fault', // a damaged index
}

/**
 * A failure of the network or the server as a refusal. Nothing of the server's text is taken over except the codes that the hub's own
 * functions raise: a message may hold what was sent.
 */
export function refusalOfFailure(error: unknown): Refused {
  const { code, message, detail } = partsOf(error)
  if (code === 'RG001') return { ok: false, refusal: hubRefusal(message, detail) }
  if (code === 'RG003') return refuse('hub/denied')
  if (UNKNOWN_HOST.includes(code)) return refuse('hub/unknown-host')
  if (CERTIFICATE_DATES.includes(code)) return refuse('hub/certificate-dates')
  if (CERTIFICATE.test(code) || /does not support SSL|SSL connection/u.test(message)) return refuse('hub/certificate', { why: code === '' ? 'no-tls' : code })
  // The client's own, before anything is sent: none was given, or an empty one.
  if (/password must be a/u.test(message)) return refuse('hub/wrong-password')
  return refuse(STATES[code] ?? 'hub/unreachable')
}

/** Whether a failure ends the connection: everything but an answer of the server that says no. */
export function isAnswer(error: unknown): boolean {
  const { code } = partsOf(error)
  // A class of five characters is the server's; 57P: it is going down; 08: the connection is gone; 25P03, 57P05: it was idle too long.
  return /^[0-9A-Z]{5}$/u.test(code) && !/^(57P|08|25P03|53300|28)/u.test(code)
}

function hubRefusal(code: string, detail: string): Refusal {
  if (!/^hub\/[a-z-]+$/u.test(code)) return { code: 'hub/denied' }
  try {
    const parsed = JSON.parse(detail) as Record<string, string | number> // the hub's functions write it
    return Object.keys(parsed).length === 0 ? { code } : { code, detail: parsed }
  } catch {
    return { code }
  }
}

function partsOf(error: unknown): { readonly code: string; readonly message: string; readonly detail: string } {
  const { code, message, detail, errors } = (typeof error === 'object' && error !== null ? error : {}) as {
    readonly code?: unknown
    readonly message?: unknown
    readonly detail?: unknown
    readonly errors?: unknown
  } // read below as far as each is text
  // Several addresses of one host, each with its failure: the first says enough.
  if (code === undefined && Array.isArray(errors) && errors.length > 0) return partsOf(errors[0])
  return { code: textOf(code), message: textOf(message), detail: textOf(detail) }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
