import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'

/** PostgreSQL's own number of rounds. A login's password is 32 random bytes: more would only slow the connection. */
const ROUNDS = 4096

/**
 * The SCRAM-SHA-256 verifier of a password (RFC 5802, as PostgreSQL keeps it): what the hub is told instead of the password.
 * `password`: plain ASCII, so that nothing has to be normalised. `salt`: 16 random bytes.
 */
export function scramVerifier(password: string, salt: Uint8Array): string {
  if (!/^[\x21-\x7e]+$/.test(password)) throw new Error('a login password is plain ASCII')
  const salted = pbkdf2Sync(password, salt, ROUNDS, 32, 'sha256')
  const key = (name: string): Buffer => createHmac('sha256', salted).update(name).digest()
  const stored = createHash('sha256').update(key('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${ROUNDS}:${Buffer.from(salt).toString('base64')}$${stored}:${key('Server Key').toString('base64')}`
}

/** Whether a text is a verifier as `scramVerifier` makes them (the hub's SQL, `is_verifier`, asks the same). */
export function isScramVerifier(text: string): boolean {
  return /^SCRAM-SHA-256\$\d{4,6}:[A-Za-z0-9+/=]{20,40}\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$/.test(text)
}
