/** Names whose values never reach a log, whatever they are. */
const SECRET_NAME = /pass|secret|contrase|recovery|token|code|key|sello|pin$|cookie|authorization/i
/** Long runs without spaces that look like keys or ciphertext. Hashes of events (64 hex digits) pass: they are public. */
const LOOKS_SECRET = /\b(?![0-9a-f]{64}\b)[A-Za-z0-9+/_-]{40,}={0,2}/g
const MAIL = /[\p{L}0-9._%+-]+@[\p{L}0-9.-]+\.[\p{L}]{2,}/gu
const PHONE = /(?<!\d)(?:\+?52[ -]?)?(?:\d[ -]?){10}(?!\d)/g
const HOME = /(\/home\/|\/Users\/|[A-Z]:\\Users\\)[^/\\\s"]+/g

/** A copy fit for a log: secret-looking names and values, mail addresses, phone numbers and home folders are masked. */
export function redact(value: unknown, name = ''): unknown {
  if (SECRET_NAME.test(name) && value !== undefined && value !== null && typeof value !== 'object') return '[redacted]'
  if (typeof value === 'string') {
    return name === 'at' || name === 'reference'
      ? value
      : value.replace(LOOKS_SECRET, '[redacted]').replace(MAIL, '[mail]').replace(PHONE, '[phone]').replace(HOME, '$1[user]')
  }
  if (Array.isArray(value)) return value.map((item) => redact(item, name))
  if (value instanceof Uint8Array) return `[${value.length} bytes]`
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redact(item, key)]))
  }
  return value
}
