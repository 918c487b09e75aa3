import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardFaults, contactKey, emptyCard, reaches } from '#shared/organization/contact.ts'
import { districtOfficeId, localOfficeId } from '#shared/organization/office.ts'
import { domainOf, isMail, isOutside } from '#shared/organization/person.ts'
import { policyBounds, policyFaults } from '#shared/organization/policies.ts'
import { cncs, oaxaca } from './institution.ts'

describe('an address', () => {
  it.each(['ana@ine.mx', 'ana.ruiz+redes@oax.ine.mx', ' ana@ine.mx ', 'ñandú@correo.mx'])('%s is one', (mail) => {
    expect(isMail(mail)).toBe(true)
  })
  it.each(['', 'ana', 'ana@ine', 'ana@@ine.mx', 'ana ruiz@ine.mx', '@ine.mx', 'ana@.mx', `${'a'.repeat(250)}@ine.mx`])('«%s» is none', (mail) => {
    expect(isMail(mail)).toBe(false)
  })

  it('is of the institution on its domain and on every part of it, and nowhere else', () => {
    const outside = ['ana@ine.mx', 'ana@OAX.INE.MX', 'ana@gmail.com', 'ana@falso-ine.mx', 'ana@ine.mx.falso.com'].map((mail) => isOutside(mail, 'ine.mx'))
    expect(outside).toEqual([false, false, true, true, true])
    expect([isOutside('ana@gmail.com', ''), isOutside('ana', 'ine.mx')]).toEqual([false, false])
  })

  it('is never outside its own domain', () => {
    fc.assert(fc.property(fc.emailAddress(), (mail) => !isMail(mail) || !isOutside(mail, domainOf(mail))))
  })
})

describe('a contact', () => {
  it('of the institution is the same whichever office asks; an area’s head is the office’s', () => {
    expect([contactKey('security', cncs) === contactKey('security', oaxaca), contactKey('areaHead', cncs) === contactKey('areaHead', oaxaca)]).toEqual([true, false])
  })

  it('reaches nobody without a mail or a phone', () => {
    expect([reaches(undefined), reaches(emptyCard), reaches({ ...emptyCard, phone: '55 0000 0000' })]).toEqual([false, false, true])
  })

  it.each(['5555555555', '55 5555 5555', '+52 (951) 123 4567 ext. 220', '951-123-4567'])('can be called at %s', (phone) => {
    expect(cardFaults({ ...emptyCard, name: 'Guardia', phone })).toEqual({})
  })
  it.each(['123', 'ext. 220', 'llamar a Ana', '55 5555 555a'])('cannot be called at «%s»', (phone) => {
    expect(cardFaults({ ...emptyCard, name: 'Guardia', phone })).toEqual({ phone: 'phone' })
  })
})

describe('policies', () => {
  it('stand exactly within their bounds', () => {
    const within = (field: keyof typeof policyBounds): fc.Arbitrary<number> => fc.integer({ min: policyBounds[field].least, max: policyBounds[field].most })
    const sound = fc.record({ rotationMonths: within('rotationMonths'), reviewHours: within('reviewHours'), idleMinutes: within('idleMinutes') })
    fc.assert(fc.property(sound, (policies) => Object.keys(policyFaults(policies)).length === 0))
    const any = fc.record({ rotationMonths: fc.integer(), reviewHours: fc.integer(), idleMinutes: fc.integer() })
    fc.assert(
      fc.property(any, (policies) => {
        const faults = policyFaults(policies)
        for (const field of Object.keys(policyBounds) as (keyof typeof policyBounds)[]) { // keys of a literal
          const inside = policies[field] >= policyBounds[field].least && policies[field] <= policyBounds[field].most
          expect(faults[field]).toBe(inside ? undefined : 'out-of-range')
        }
      }),
    )
  })
})

describe('a board’s id', () => {
  it('names its entidad and two digits of its district', () => {
    expect([localOfficeId('oaxaca'), districtOfficeId('oaxaca', 3), districtOfficeId('mexico', 40)]).toEqual([
      'local-oaxaca',
      'district-oaxaca-03',
      'district-mexico-40',
    ])
  })
})
