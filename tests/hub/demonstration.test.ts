import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { invitationOf, invitationSecrets, isSignedBy } from '#main/hub/invitation-file.ts'
import { connectPostgresHub } from '#main/hub/postgres-hub.ts'
import { officeCatalogue } from '#main/modules/organization/catalogue.ts'
import { systemTimers } from '#main/session/system-timers.ts'
import { sure } from '#tests/kit/sure.ts'
import { demonstrationHub } from '../../scripts/hub/demonstration.ts'

it('npm run hub invites people who can come in, each as who they are', async () => {
  const people = await demonstrationHub(inject('server'))
  expect(people.map(({ roles }) => roles.join())).toEqual(['operator', 'reviewer', 'security', 'administrator', 'auditor'])
  const offices = new Map(officeCatalogue(join(import.meta.dirname, '../../resources')).offices.map(({ id, name }) => [id, name]))
  for (const { code, roles, officeName } of people) {
    const invitation = sure(invitationOf(code))
    expect(offices.get(invitation.office)).toBe(officeName)
    const { password } = invitationSecrets(invitation.invitation, Buffer.from(invitation.seed, 'base64url'))
    const hub = sure(await connectPostgresHub(systemTimers)(invitation.hub, { user: invitation.login, password }))
    const hello = sure(await hub.hello())
    expect(hello.member).toMatchObject({ person: invitation.person.id, roles, office: invitation.office })
    expect(hello.root).toEqual(invitation.hub.root)
    expect(isSignedBy(invitation, hello.root?.publicKey ?? '')).toBe(true)
    await hub.close()
  }
})
