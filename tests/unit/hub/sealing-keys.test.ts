import { describe, expect, test } from 'vitest'
import { standings, type Standings } from '#main/hub/standings.ts'

/** Ana and Beto of one office, with a signer each; only Beto's has a sealing key from the beginning. */
function office(): { readonly facts: Standings; note(type: string, payload: object, signer: string): void } {
  const facts = standings()
  let position = 0
  const note = (type: string, payload: object, signer: string): void => facts.note({ position: (position += 1), type, payload: JSON.stringify(payload), signer })
  for (const person of ['ana', 'beto']) note('person.added', { person, roles: ['operator'], office: 'one' }, 'root')
  note('signer.registered', { signer: 'of-ana', person: 'ana', publicKey: 'a', kind: 'person' }, 'root')
  note('signer.registered', { signer: 'of-beto', person: 'beto', publicKey: 'b', kind: 'person', sealingKey: 'key-of-beto' }, 'root')
  note('signer.registered', { signer: 'sheet', person: 'ana', publicKey: 's', kind: 'recovery' }, 'of-ana')
  return { facts, note }
}

const keys = ({ facts }: ReturnType<typeof office>) => facts.signersOf('one').map(({ signer, sealingKey }) => [signer, sealingKey])

describe('the sealing keys of an office', () => {
  test('are those of its people’s signers, and never a recovery sheet’s', () => {
    expect(keys(office())).toEqual([['of-ana', undefined], ['of-beto', 'key-of-beto']])
  })

  test('are said by the signer they are of, once, and by no other', () => {
    const record = office()
    record.note('signer.sealing-key-added', { signer: 'of-ana', person: 'ana', sealingKey: 'of somebody else' }, 'of-beto')
    expect(keys(record)[0]).toEqual(['of-ana', undefined])
    record.note('signer.sealing-key-added', { signer: 'of-ana', person: 'ana', sealingKey: 'key-of-ana' }, 'of-ana')
    record.note('signer.sealing-key-added', { signer: 'of-ana', person: 'ana', sealingKey: 'another' }, 'of-ana')
    expect(keys(record)[0]).toEqual(['of-ana', 'key-of-ana'])
  })

  test('end with the signer, with the person, and when they move to another office', () => {
    const record = office()
    record.note('signer.revoked', { signer: 'of-ana', reason: 'perdido' }, 'root')
    expect(keys(record)).toEqual([['of-beto', 'key-of-beto']])
    record.note('person.corrected', { person: 'beto', office: 'two' }, 'root')
    expect(keys(record)).toEqual([])
    expect(record.facts.signersOf('two')).toHaveLength(1)
    record.note('person.deactivated', { person: 'beto', reason: 'baja' }, 'root')
    expect(record.facts.signersOf('two')).toEqual([])
  })
})
