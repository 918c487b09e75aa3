import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadPlaybook } from '#main/modules/incidents/playbooks.ts'
import { loadTemplates } from '#main/modules/notices/templates.ts'
import { stepsFor } from '#shared/incidents/playbook.ts'
import { seenKinds } from '#shared/incidents/seen.ts'

const PLAYBOOKS = 'resources/playbooks'
const TEMPLATES = 'resources/templates'
let own: string

beforeEach(() => {
  own = mkdtempSync(join(tmpdir(), 'resguardo-own-'))
})
afterEach(() => rmSync(own, { recursive: true, force: true }))

describe('the shipped playbook', () => {
  const { playbook } = loadPlaybook(PLAYBOOKS, '/nonexistent')

  it.each(seenKinds)('asks at most seven things at once for «%s», the notices first', (seen) => {
    const steps = stepsFor(playbook, seen)
    expect(steps[0]?.id).toBe('notices')
    for (const phase of ['now', 'hour', 'after']) expect(steps.filter((step) => step.phase === phase).length).toBeLessThanOrEqual(7)
    expect(steps.length).toBeLessThanOrEqual(13)
  })

  it('preserves before it removes', () => {
    const ids = stepsFor(playbook, 'foreign-post').map((step) => step.id)
    expect(ids.indexOf('capture')).toBeLessThan(ids.indexOf('foreign-content'))
  })

  it('never calls it a hack', () => {
    expect(readFileSync(join(PLAYBOOKS, 'first-hour.yaml'), 'utf8').replaceAll(/https?:\/\/\S+|(facebook|instagram)\.com\/hacked/gu, '')).not.toMatch(/hack/iu)
  })

  it('says of X and Facebook what to do and where when there is no access', () => {
    const regain = stepsFor(playbook, 'no-access').find((step) => step.id === 'regain')
    expect(regain?.networks.x?.links.map((link) => link.url)).toContain('https://help.x.com/en/safety-and-security/x-account-compromised')
    expect(regain?.networks.facebook?.links.map((link) => link.url)).toContain('https://facebook.com/hacked')
  })
})

describe('an institution’s own playbook', () => {
  const shipped = readFileSync(join(PLAYBOOKS, 'first-hour.yaml'), 'utf8')

  it('takes the place of the shipped one', () => {
    writeFileSync(join(own, 'first-hour.yaml'), shipped.replace('version: 1', 'version: 7'))
    expect(loadPlaybook(PLAYBOOKS, own)).toMatchObject({ playbook: { version: 7 }, faults: [] })
  })

  it('is refused by name and line when a step is broken, and the shipped one stays in force', () => {
    const lines = shipped.split('\n')
    const line = lines.findIndex((text) => text.includes('minutes: 20'))
    lines[line] = lines[line]!.replace('20', 'pronto')
    writeFileSync(join(own, 'first-hour.yaml'), lines.join('\n'))
    const { playbook, faults } = loadPlaybook(PLAYBOOKS, own)
    expect(playbook.version).toBe(1)
    expect(faults).toMatchObject([{ file: 'first-hour.yaml', line: line + 1 }])
  })

  it('is refused without the step of the three notices', () => {
    writeFileSync(join(own, 'first-hour.yaml'), shipped.replace('seen: [foreign-post, no-access, suspicious]\n    phase: now\n    title: \'Avisos', 'seen: [foreign-post, no-access]\n    phase: now\n    title: \'Avisos'))
    expect(loadPlaybook(PLAYBOOKS, own).faults[0]?.reason).toContain('«suspicious» has no step that asks for the three notices')
  })
})

describe('templates', () => {
  const shipped = readFileSync(join(TEMPLATES, 'notice-security.yaml'), 'utf8')

  it('of the institution take the place of the shipped one for the same addressee', () => {
    writeFileSync(join(own, 'unicom.yaml'), shipped.replace('id: notice-security', 'id: own').replace('version: 1', 'version: 3'))
    const { notices, faults } = loadTemplates(TEMPLATES, own)
    expect([notices.security.id, notices.security.version, notices.areaHead.id, faults]).toEqual(['own', 3, 'notice-area-head', []])
  })

  it.each([
    ['an unknown variable', '{{ contrasena }}', 'no hay un dato llamado «contrasena»'],
    ['a tag that reads files', '{% include "secreto" %}', 'tag "include" not found'],
    ['a loop', '{% for i in (1..1000000000) %}x{% endfor %}', 'tag "for" not found'],
    ['the machine’s clock', "{{ folio | date: '%s' }}", 'undefined filter'],
    ['an unclosed output', '{{ folio ', 'not closed'],
  ])('are refused by name and line for %s', (_what, text, reason) => {
    const line = shipped.split('\n').findIndex((candidate) => candidate.startsWith('subject:'))
    writeFileSync(join(own, 'mal.yaml'), shipped.replace(/^subject:.*$/mu, `subject: ${JSON.stringify(text)}`))
    const { notices, faults } = loadTemplates(TEMPLATES, own)
    expect(notices.security.version).toBe(1)
    expect(faults).toMatchObject([{ file: 'mal.yaml', line: line + 1 }])
    expect(faults[0]?.reason).toContain(reason)
  })

  it('name no password, code or key as something to write', () => {
    const { notices, act, report } = loadTemplates(TEMPLATES, own)
    const asked = JSON.stringify([notices, act, report]).match(/\{\{[^}]*\}\}/gu) ?? []
    expect(asked.filter((name) => /contras|clave|codigo|pin|token|llave/iu.test(name))).toEqual([])
  })
})
