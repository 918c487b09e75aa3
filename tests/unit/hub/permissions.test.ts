import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eventTypes } from '#main/hub/event-types.ts'
import { HUB_SCHEMA, readHubSql } from '#main/hub/hub-schema.ts'
import { accountDecider } from '#shared/accounts/account-decider.ts'
import { consultation } from '#shared/consultations/decider.ts'
import { credentialDecider } from '#shared/credentials/credential-decider.ts'
import { loginOf } from '#shared/hub/login.ts'
import { audienceChangeAllowed, mayRead, permissionOf, permissions } from '#shared/hub/permissions.ts'
import { incident } from '#shared/incidents/decider.ts'
import { restriction } from '#shared/incidents/restriction.ts'
import type { Audience } from '#shared/ledger/event.ts'
import { restorationDecider } from '#shared/ledger/restoration.ts'
import { kit } from '#shared/kits/kit-decider.ts'
import { importDecider } from '#shared/imports/import.ts'
import { campaign } from '#shared/library/campaign-decider.ts'
import { nationalPiece, officePiece } from '#shared/library/piece-decider.ts'
import { topic } from '#shared/library/topic.ts'
import { notice } from '#shared/notices/decider.ts'
import { organizationDecider } from '#shared/organization/decider.ts'
import { deliberation } from '#shared/posts/deliberation.ts'
import { reviewPolicy } from '#shared/posts/review-policy.ts'
import { stop } from '#shared/posts/stop.ts'
import { post } from '#shared/posts/post-decider.ts'
import { clockDecider } from '#shared/reminders/clock-watch.ts'
import { line } from '#shared/rules/line-decider.ts'
import { tuning } from '#shared/rules/tuning.ts'

const deciders = [accountDecider, campaign, clockDecider, nationalPiece, officePiece, topic, importDecider, kit, consultation, credentialDecider, deliberation, incident, line, notice, organizationDecider, post, restorationDecider, reviewPolicy, restriction, stop, tuning]
const resources = join(import.meta.dirname, '..', '..', '..', 'resources', 'hub')

describe('the table of permissions', () => {
  it('has every type that a decider makes, with its noun and its newest form, and no other', () => {
    const made = deciders.flatMap(({ noun, schemas }) => Object.entries(schemas).map(([type, schema]) => ({ type, noun, schema })))
    const listed = eventTypes().map(({ type, noun, schema }) => ({ type: type as string, noun, schema }))
    const byType = (one: { type: string }, other: { type: string }): number => one.type.localeCompare(other.type)
    expect(listed.toSorted(byType)).toEqual(made.toSorted(byType))
  })
  it('lets nobody do a thing that no role may do, and auditors only what is about themselves and their machine', () => {
    for (const [type, { own, anywhere }] of Object.entries(permissions)) {
      const roles: readonly string[] = [...own, ...anywhere]
      expect(roles.length, type).toBeGreaterThan(0)
      if (roles.includes('auditor')) expect(['signer.registered', 'signer.sealing-key-added', 'clock.set-back']).toContain(type)
    }
  })
  it('keeps whoever works on a post, or writes a question, from deciding it', () => {
    const types = Object.keys(permissions).map((type) => [type, permissionOf(type)] as const)
    expect(types.filter(([, permission]) => permission?.fourEyes).map(([type]) => type)).toEqual([
      'post.claimed',
      'post.handed-over',
      'post.agreed',
      'post.returned',
      'post.approved',
      'post.expedited',
      'emergency.checked',
      'piece.approved',
      'piece.returned',
      'office-piece.approved',
      'office-piece.returned',
      'kit.returned',
      'kit.approved',
      'consultation.taken',
      'consultation.returned',
      'consultation.answered',
    ])
    expect(types.filter(([, permission]) => permission?.contributes).map(([type]) => type)).toEqual([
      'post.drafted',
      'post.revised',
      'post.submitted',
      'suggestion.accepted',
      'piece.kept',
      'piece.revised',
      'office-piece.kept',
      'office-piece.revised',
      'kit.drafted',
      'kit.revised',
      'kit.submitted',
      'consultation.asked',
      'consultation.referred',
      'consultation.completed',
    ])
  })
  it('knows no type by a name that every object has', () => {
    for (const name of ['toString', 'constructor', '__proto__', 'hasOwnProperty']) expect(permissionOf(name)).toBeUndefined()
  })
})

describe('a change of audience', () => {
  const office = (kind: string, id: string): Audience => ({ kind, office: id }) as unknown as Audience
  const named = (...people: string[]): Audience => ({ kind: 'people', people }) as unknown as Audience
  const step = permissions['incident.step-done']

  it('into and out of named persons is security’s', () => {
    expect(audienceChangeAllowed(office('security', 'a'), named('p'), step, 'operator')).toBe(false)
    expect(audienceChangeAllowed(office('security', 'a'), named('p'), step, 'security')).toBe(true)
    expect(audienceChangeAllowed(named('p'), named('p', 'q'), step, 'operator')).toBe(false)
    expect(audienceChangeAllowed(named('p'), named('p'), step, 'operator')).toBe(true)
    expect(audienceChangeAllowed(named('p'), office('security', 'a'), step, 'reviewer')).toBe(false)
  })
  it('to another office is for what moves', () => {
    expect(audienceChangeAllowed(office('registry', 'a'), office('registry', 'b'), permissions['account.closed'], 'administrator')).toBe(false)
    expect(audienceChangeAllowed(office('registry', 'a'), office('registry', 'b'), permissions['account.corrected'], 'administrator')).toBe(true)
    expect(audienceChangeAllowed(office('office', 'a'), office('registry', 'a'), permissions['account.closed'], 'administrator')).toBe(true)
  })
  it('nobody reads a stream of named persons by an office or a role', () => {
    expect(mayRead({ person: 'x', office: 'a', roles: ['operator', 'reviewer', 'security', 'administrator'] }, named('p'))).toBe(false)
  })
})

describe('the hub’s SQL', () => {
  it('has as many steps of tables as its form says, and every file of it is used', () => {
    const sql = readHubSql(resources)
    expect(sql.steps).toHaveLength(HUB_SCHEMA)
    const used = [...sql.steps, ...sql.functions, sql.rights]
    for (const file of readdirSync(resources)) expect(used).toContain(readFileSync(join(resources, file), 'utf8'))
  })
  it('fixes the search path of every function that runs as its owner', () => {
    const text = readHubSql(resources).functions.join('\n')
    const definers = text.split('CREATE OR REPLACE FUNCTION').filter((one) => one.includes('SECURITY DEFINER') && !one.startsWith('--'))
    expect(definers.length).toBeGreaterThan(8)
    for (const one of definers) expect(one.slice(0, one.indexOf('$$'))).toContain('SET search_path = pg_catalog, resguardo, pg_temp')
  })
  it('gives every login a name of its own form', () => {
    expect(loginOf('0193b1c0-0000-7000-8000-000000000001')).toMatch(/^rsg_[0-9a-f]{20}$/)
    expect(loginOf('a')).not.toBe(loginOf('b'))
  })
})
