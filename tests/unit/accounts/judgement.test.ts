import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountWarnings, type WarningCode } from '#shared/accounts/account-warnings.ts'
import type { AccountFields } from '#shared/accounts/account.ts'
import { cleanHandle, handleKey, looksLike } from '#shared/accounts/handle.ts'
import { validateAccount } from '#shared/accounts/validate-account.ts'
import { isOnDomain } from '#shared/accounts/web-address.ts'
import { facebook, fields, today, x } from './registry.ts'

function warningsOf(changes: Partial<AccountFields>, options: { others?: readonly string[]; operators?: number; network?: typeof x } = {}): readonly WarningCode[] {
  const facts = { network: options.network ?? x, otherHandles: options.others ?? [], mailDomain: 'ine.mx', today }
  return accountWarnings({ ...fields, ...changes }, options.operators ?? 2, facts).map((warning) => warning.code)
}

describe('handles', () => {
  it('are the same whatever their case, sign, spaces or the address they were pasted with', () => {
    for (const typed of ['INETelMX', '@inetelmx', ' @INEtelMX ', 'https://x.com/INETelMx?lang=es']) expect(handleKey(typed)).toBe('inetelmx')
    expect(cleanHandle('https://www.youtube.com/@INETV/videos')).toBe('INETV')
  })

  it('look alike when an eye in a hurry takes one for the other', () => {
    for (const twin of ['INEMexlco', 'lNEMexico', '1NEMexico', 'INE_Mexico', 'INEMexic0', 'INEMéxico', 'INEMexicoOficial', 'INEMMexico'])
      expect([twin, looksLike('INEMexico', twin)]).toEqual([twin, true])
    for (const other of ['INETV', 'INETelMX', 'VotoExtranjero']) expect([other, looksLike('INEMexico', other)]).toEqual([other, false])
  })

  it('never look like themselves, and looking alike goes both ways', () => {
    const handle = fc.stringMatching(/^[A-Za-z0-9_]{1,15}$/)
    fc.assert(
      fc.property(handle, handle, (one, other) => {
        expect(looksLike(one, one.toUpperCase())).toBe(false)
        expect(looksLike(one, other)).toBe(looksLike(other, one))
      }),
    )
  })
})

describe('addresses', () => {
  it('belong to a network only on its domain or a subdomain of it, over https', () => {
    const verdicts = Object.fromEntries(
      [
        'https://x.com/INEMexico',
        'https://mobile.twitter.com/INEMexico',
        'https://X.COM',
        'http://x.com/INEMexico',
        'https://x.com.example.org/INEMexico',
        'https://notx.com/INEMexico',
        'https://x.com@example.org/',
        'https://example.org/?https://x.com/',
        'x.com/INEMexico',
        'https://x.com:8443/INEMexico',
        'javascript:alert(1)',
      ].map((address) => [address, isOnDomain(address, x.domains)]),
    )
    expect(verdicts).toEqual({
      'https://x.com/INEMexico': true,
      'https://mobile.twitter.com/INEMexico': true,
      'https://X.COM': true,
      'http://x.com/INEMexico': false,
      'https://x.com.example.org/INEMexico': false,
      'https://notx.com/INEMexico': false,
      'https://x.com@example.org/': false,
      'https://example.org/?https://x.com/': false,
      'x.com/INEMexico': false,
      'https://x.com:8443/INEMexico': false,
      'javascript:alert(1)': false,
    })
  })
})

describe('the judgement of an account', () => {
  it('refuses a handle that a sure datum forbids, and only warns of one that a half-known datum does not expect', () => {
    expect(validateAccount({ ...fields, handle: 'más de quince letras' }, x, today)).toEqual({ handle: 'handle' })
    const page = { ...fields, handle: 'Voto Mexicano', url: 'https://www.facebook.com/votomexicano', accessPeople: 'Ana, Beto' }
    expect(validateAccount(page, facebook, today)).toEqual({})
    expect(warningsOf(page, { network: facebook })).toContain('handle-unusual')
  })

  it('finds nothing to say of an account that is in order', () => {
    expect(warningsOf({})).toEqual([])
  })

  it('says of each weakness what it is, and never blocks for it', () => {
    const cases: readonly (readonly [Partial<AccountFields>, WarningCode, Parameters<typeof warningsOf>[1]?])[] = [
      [{ handle: 'INE_TelMX', url: 'https://x.com/INE_TelMX' }, 'look-alike', { others: ['INETelMX'] }],
      [{ url: 'https://x.com/otra' }, 'url-other-handle'],
      [{ recoveryMail: 'ine.redes@gmail.com' }, 'mail-outside'],
      [{ recoveryMail: '' }, 'no-recovery-mail'],
      [{ phoneHolder: '' }, 'no-phone-holder'],
      [{ deputyHolder: '' }, 'no-deputy'],
      [{ secondFactor: 'unknown' }, 'no-second-factor'],
      [{ secondFactor: 'sms' }, 'second-factor-sms'],
      [{ birthDate: '2014-04-04' }, 'young-birth-date'],
      [{ accessPeople: 'Ana' }, 'few-access-people', { network: facebook }],
      [{}, 'single-operator', { operators: 1 }],
      [{ authorization: '' }, 'no-authorization'],
      [{ onPortal: false }, 'not-on-portal'],
    ]
    for (const [changes, code, options] of cases) {
      expect(warningsOf(changes, options)).toContain(code)
      expect(validateAccount({ ...fields, ...changes }, x, today)).toEqual({})
    }
  })

  it('takes a date of birth as grown up from the day of eighteen years on', () => {
    expect(warningsOf({ birthDate: '2008-11-24' })).toEqual(['young-birth-date'])
    expect(warningsOf({ birthDate: '2008-11-23' })).toEqual([])
  })
})
