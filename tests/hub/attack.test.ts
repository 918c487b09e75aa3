import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { sure } from '#tests/kit/sure.ts'
import { attack, attacks, type Field, openField } from './attacks.ts'

let field: Field & { close(): Promise<void> }
beforeAll(async () => {
  field = await openField(inject('server'))
})
afterAll(() => field.close())

describe('a member with their own credentials cannot', () => {
  it.each(attacks.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    expect(await attack(field, one)).toEqual({ name: one.name, refused: true, why: '' })
  })
})

describe('after all of it', () => {
  it('the hub serves', async () => {
    const reviewer = await field.hub.connect('reviewer')
    expect(sure(await reviewer.hello()).member.person).toBe('reviewer-1')
  })
  it('not even the owner of the tables changes or removes an event', async () => {
    for (const statement of ["UPDATE resguardo.events SET payload = '{}'", 'DELETE FROM resguardo.events', 'TRUNCATE resguardo.events CASCADE']) {
      await expect(field.hub.superuser.query(`SET ROLE resguardo_owner; ${statement}`)).rejects.toThrow('never')
      await field.hub.superuser.query('RESET ROLE')
    }
  })
})
