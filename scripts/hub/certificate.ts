import { webcrypto } from 'node:crypto'
// oxlint-disable-next-line import/no-unassigned-import -- @peculiar/x509 is written with decorators and asks for it.
import 'reflect-metadata'
import {
  BasicConstraintsExtension, ExtendedKeyUsage, ExtendedKeyUsageExtension, type JsonGeneralName, KeyUsageFlags, KeyUsagesExtension, PemConverter,
  SubjectAlternativeNameExtension, X509CertificateGenerator,
} from '@peculiar/x509' // prettier-ignore

/** A server's certificate and its key, PEM. */
export type Issued = { readonly certificate: string; readonly key: string }

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY = 86_400_000

/**
 * A certificate authority for a throw-away hub: its certificate (PEM) and the way to issue servers' certificates for addresses and names.
 * Its key is never written. `days`: how long all of it is good for; negative: it has been over for so long.
 */
export async function selfMadeAuthority(days = 30): Promise<{ readonly ca: string; issue(names: readonly string[]): Promise<Issued> }> {
  // Both are the same for the library, which wants the window's names of them.
  const crypto = webcrypto as Crypto
  const now = new Date()
  const period = days > 0
    ? { notBefore: new Date(now.getTime() - DAY), notAfter: new Date(now.getTime() + days * DAY) }
    : { notBefore: new Date(now.getTime() + (days - 30) * DAY), notAfter: new Date(now.getTime() + days * DAY) }
  const authority = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const root = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serial(crypto),
      name: 'CN=Resguardo: autoridad de prueba',
      ...period,
      notAfter: new Date(now.getTime() + Math.abs(days) * DAY),
      signingAlgorithm: ALGORITHM,
      keys: authority,
      extensions: [new BasicConstraintsExtension(true, 0, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true)],
    },
    crypto,
  )
  return {
    ca: root.toString('pem'),
    async issue(names) {
      const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
      const alternatives = names.map((value): JsonGeneralName => ({ type: /^[\d.]+$|:/.test(value) ? 'ip' : 'dns', value }))
      const certificate = await X509CertificateGenerator.create(
        {
          serialNumber: serial(crypto),
          subject: `CN=${names[0] ?? 'localhost'}`,
          issuer: root.subject,
          ...period,
          signingAlgorithm: ALGORITHM,
          publicKey: keys.publicKey,
          signingKey: authority.privateKey,
          extensions: [
            new BasicConstraintsExtension(false, undefined, true),
            new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
            new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
            new SubjectAlternativeNameExtension(alternatives),
          ],
        },
        crypto,
      )
      return { certificate: certificate.toString('pem'), key: PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY') }
    },
  }
}

/** 16 bytes, the first of them small so that the number is positive. */
function serial(crypto: Crypto): string {
  const bytes = Buffer.from(crypto.getRandomValues(new Uint8Array(16)))
  bytes[0] = 1
  return bytes.toString('hex')
}
