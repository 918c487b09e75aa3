import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto'
import { join } from 'node:path'
import { loginOf } from '#shared/hub/login.ts'
import { DAY, instantOf, later } from '#shared/kernel/clock.ts'
import type { Context, OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import type { Result } from '#shared/kernel/result.ts'
import { organizationDecider } from '#shared/organization/decider.ts'
import { ORGANIZATION, type Organization, type OrganizationCommand, type Signer } from '#shared/organization/organization.ts'
import type { Role } from '#shared/organization/role.ts'
import type { Acceptance, Hub, HubAddress, PlacedEvent } from '#main/hub/hub.ts'
import { readHubSql } from '#main/hub/hub-schema.ts'
import { codeOf, invitationPublicKey, invitationSecrets, signInvitation } from '#main/hub/invitation-file.ts'
import { clientOf, connectPostgresHub } from '#main/hub/postgres-hub.ts'
import { createHub } from '#main/hub/provision.ts'
import { scramVerifier } from '#main/hub/scram.ts'
import { deedDigest, eventHash, NO_PREVIOUS } from '#main/ledger/canonical.ts'
import { systemTimers } from '#main/session/system-timers.ts'
import { top } from '../house/top.ts'

/** Somebody of the demonstration, and the invitation with which a machine joins as them. */
export type Invited = { readonly name: string; readonly roles: readonly Role[]; readonly officeName: string; readonly code: string }

const INSTITUTION = 'Instituto de demostración'
const PEOPLE: readonly { readonly name: string; readonly post: string; readonly roles: readonly Role[]; readonly office: string; readonly officeName: string }[] = [
  { name: 'Rosa Operadora', post: 'Vocal Ejecutiva', roles: ['operator'], office: 'district-oaxaca-03', officeName: 'Junta Distrital Ejecutiva 03, Oaxaca' },
  { name: 'Raúl Revisor', post: 'Subdirector de redes', roles: ['reviewer'], office: 'central-cncs', officeName: 'Coordinación Nacional de Comunicación Social' },
  { name: 'Sara Seguridad', post: 'Enlace de seguridad', roles: ['security'], office: 'central-unicom', officeName: 'Unidad Técnica de Servicios de Informática' },
  { name: 'Ana Administradora', post: 'Directora', roles: ['administrator'], office: 'central-cncs', officeName: 'Coordinación Nacional de Comunicación Social' },
  { name: 'Aurelio Auditor', post: 'Auditor', roles: ['auditor'], office: 'central-cncs', officeName: 'Coordinación Nacional de Comunicación Social' },
]

/**
 * Makes a hub with an institution in the server's database `hub` and invites its people. The administrator who does it has no machine: only
 * their acts stay.
 */
export async function demonstrationHub(server: Omit<HubAddress, 'database'> & { readonly user: string; readonly password: string }): Promise<readonly Invited[]> {
  const address: HubAddress = { host: server.host, port: server.port, ca: server.ca, database: 'hub' }
  const first = clientOf({ ...address, database: 'postgres' }, server)
  await first.connect()
  await first.query("CREATE DATABASE hub TEMPLATE template0 ENCODING 'UTF8'")
  await first.end()
  const founder = { user: loginOf(randomUUID()), password: randomBytes(32).toString('base64url') }
  const id = randomUUID()
  const superuser = clientOf(address, server)
  await superuser.connect()
  value(await createHub(superuser, readHubSql(join(top, 'resources', 'hub')), { hub: id, founder: founder.user, verifier: scramVerifier(founder.password, randomBytes(16)), until: 'infinity' }))
  await superuser.end()

  const hub = value(await connectPostgresHub(systemTimers)(address, founder))
  try {
    return await invitePeople(hub, id, address)
  } finally {
    await hub.close()
  }
}

async function invitePeople(hub: Hub, id: string, address: HubAddress): Promise<readonly Invited[]> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const recovery = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const person = randomUUID() as PersonId
  const signer = randomUUID() as SignerId
  const office = 'central-cncs' as OfficeId
  let state: Organization = organizationDecider.initial
  let version = 0
  let last = NO_PREVIOUS

  /** Decides on the institution as the app does, and has the hub accept it. */
  async function does(command: OrganizationCommand): Promise<void> {
    const context: Context = { now: instantOf(Date.now()), actor: person, roles: ['administrator'], office, signer, newId: () => randomUUID() as never }
    const events: PlacedEvent[] = []
    for (const event of value(organizationDecider.decide(state, command, context))) {
      version += 1
      const deed = {
        id: randomUUID() as string, stream: `organization/${ORGANIZATION}`, audience: JSON.stringify({ kind: 'institution' }), type: event.type,
        schema: organizationDecider.schemas[event.type], payload: JSON.stringify(event.payload), actor: person, role: 'administrator' as const, office, at: context.now, signer,
      }
      const place = { version, signer_sequence: version, previous: last, after: last }
      const hash = eventHash(deedDigest(deed), place)
      events.push({ ...deed, ...place, hash, signature: sign(null, Buffer.from(hash, 'hex'), privateKey).toString('base64') })
      state = organizationDecider.evolve(state, event, { ...deed, version, id: deed.id as never })
      last = hash
    }
    const answer: Acceptance | undefined = value(await hub.append([{ id: randomUUID(), events }]))[0]
    if (answer?.kind !== 'accepted') throw new Error(`the hub did not accept ${command.kind}: ${JSON.stringify(answer)}`)
  }

  const key = (name: SignerId, of: string, kind: Signer['kind']): Signer => ({ signer: name, person, publicKey: of, item: 'nowhere', kind })
  await does({
    kind: 'found', brand: { name: INSTITUTION, shortName: 'DEMO', mailDomain: 'institucion.mx', accent: '#6a2c70' }, office,
    person: { id: person, name: 'Demostración', post: 'Administración del registro', mail: 'registro@institucion.mx', roles: ['administrator'], office },
    signer: key(signer, spki, 'person'), recovery: key(randomUUID() as SignerId, recovery, 'recovery'),
  })
  value(await hub.closeFounding(signer))
  const invited: Invited[] = []
  for (const [index, { name, post, roles, office: theirs, officeName }] of PEOPLE.entries()) {
    const who = randomUUID() as PersonId
    await does({ kind: 'add-person', person: { id: who, name, post, mail: `persona${index + 1}@institucion.mx`, roles, office: theirs as OfficeId } })
    const invitation = randomUUID()
    const seed = randomBytes(32)
    const itsSigner = randomUUID() as SignerId
    const expires = later(instantOf(Date.now()), DAY)
    await does({ kind: 'invite', invitation: { person: who, invitation, signer: itsSigner, publicKey: invitationPublicKey(invitation, seed), expires } })
    const { password } = invitationSecrets(invitation, seed)
    value(await hub.openLogin(invitation, scramVerifier(password, randomBytes(16))))
    const signed = signInvitation(
      {
        kind: 'resguardo-invitation', version: 1, hub: { id, ...address, root: { signer, publicKey: spki } }, institution: INSTITUTION, person: { id: who, name },
        roles: [...roles], office: theirs as OfficeId, officeName, login: loginOf(invitation), invitation, signer: itsSigner, expires, seed: seed.toString('base64url'),
        invitedBy: { person, name: 'Demostración', signer },
      },
      (_signer, digest) => sign(null, digest, privateKey),
    )
    invited.push({ name, roles, officeName, code: codeOf(signed) })
  }
  return invited
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
