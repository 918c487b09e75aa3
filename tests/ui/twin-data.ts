import { ok, refuseFields } from '#shared/kernel/result.ts'
import { instantOf } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import type { Preferences } from '#shared/shell/preferences.ts'
import type { TwinHandlers } from './twin.ts'

export const ana = { id: 'person-ana' as PersonId, name: 'Ana Robles Cid', office: 'Junta Local Ejecutiva, Oaxaca' } // brands of a test
export const luis = { id: 'person-luis' as PersonId, name: 'Luis Ferrer Paz', office: 'Comunicación Social' }
export const oaxaca = 'local-oaxaca' as OfficeId
export const passphrase = 'faro tres nubes verdes'

export const institution = { name: 'Instituto Nacional Electoral', shortName: 'INE', mailDomain: 'ine.mx', accent: '#0f5c70' }

const office = { entity: 'Oaxaca', timeZone: 'America/Mexico_City', seat: 'Oaxaca de Juárez', closed: false }
/** Three hundred, as in the catalogue; the entidades are those whose names are hard to type. */
const entities = ['Ciudad de México', 'Coahuila', 'Jalisco', 'México', 'Michoacán', 'Nuevo León', 'Oaxaca', 'Puebla', 'Querétaro', 'Yucatán']
const districts = entities.flatMap((entity, at) =>
  Array.from({ length: 30 }, (_, index) => ({
    ...office,
    id: `district-${at}-${String(index + 1).padStart(2, '0')}`,
    kind: 'district' as const,
    name: `Junta Distrital Ejecutiva ${String(index + 1).padStart(2, '0')}, ${entity}`,
    shortName: '',
    entity,
    district: index + 1,
  })),
)

export const offices = [
  { ...office, id: 'central-unicom', kind: 'central' as const, name: 'Unidad Técnica de Servicios de Informática', shortName: 'UNICOM', entity: '' },
  { ...office, id: oaxaca, kind: 'local' as const, name: 'Junta Local Ejecutiva, Oaxaca', shortName: '' },
  ...districts,
]

export const kit = {
  groups: ['7K2M9Q', 'X4TRW8', '3HN6PZ', 'V1C5YB', '8DJF0G', 'A2E7SM'],
  institution: institution.name,
  office: 'Junta Local Ejecutiva, Oaxaca',
  machine: 'JLE-OAX-014',
  at: '2026-11-23T18:04:00.000Z',
}

type Begins = {
  readonly state: 'unset' | 'locked' | 'unlocked'
  readonly preferences?: Partial<Preferences>
  readonly roles?: readonly Role[]
}

/** Main as every test needs it: a session that unlocks with `passphrase`, preferences that stay, one institution. */
export function begin({ state, preferences = {}, roles = ['operator', 'administrator'] }: Begins): TwinHandlers {
  let now = state
  let kept: Preferences = { language: 'es', theme: 'system', ...preferences }
  const person = { id: ana.id, name: ana.name, roles: [...roles], office: oaxaca, officeName: ana.office }
  const present = () => ok({ state: now, ...(now === 'unlocked' ? { person } : {}), ...(now === 'locked' ? { because: 'start' as const } : {}), idleMinutes: 5 })
  return {
    shell: {
      info: () => ok({ version: '0.1.0', runtime: 'chromium', demo: false, dataFolder: '/datos/resguardo', weakness: null }),
      clock: () => ok({ ahead: 0 }),
      copyText: () => ok({}),
      preferences: () => ok(kept),
      setPreferences: (change) => {
        kept = { ...kept, ...(change as Partial<Preferences>) } // the schema leaves out nothing else
        return ok(kept)
      },
      record: () => ok({ events: 1284, last: { at: '2026-11-23T12:00:00.000Z', events: 1284, bad: null, kept: true }, running: false }),
      backups: () => ok([{ name: 'resguardo-2026-11-23.sqlite', at: '2026-11-23T12:00:00.000Z', bytes: 5_242_880 }]),
      search: () => ok([]),
      ready: () => ok({}),
      reportFault: () => ok({}),
      print: () => ok({}),
      savePdf: () => ok({ saved: true }),
    },
    session: {
      state: present,
      people: () => ok(now === 'unset' ? [] : [ana, luis]),
      unlock: ({ person: who, passphrase: typed }) => {
        if (who !== ana.id || typed !== passphrase) return refuseFields('session/wrong-passphrase', { passphrase: 'passphrase-wrong' })
        now = 'unlocked'
        return present()
      },
      lock: () => {
        now = 'locked'
        return ok({})
      },
      activity: () => ok({}),
      recoverySheet: () => ok({ kept: true }),
      sheetKept: () => ok({}),
      keychainState: () => ok({ state: 'ready' }),
      keychainRetry: () => ok({ state: 'ready' }),
    },
    organization: {
      brand: () => ok(now === 'unset' ? { founded: false } : { founded: true, brand: institution }),
      catalogue: () => ok({ offices, proposal: { name: institution.name, shortName: institution.shortName, mailDomain: institution.mailDomain }, exceptions: [] }),
      policies: () => ok({ rotationMonths: 2, reviewHours: 48, idleMinutes: 5 }),
      setUp: () => {
        now = 'unlocked'
        return ok({ person: ana.id, kit })
      },
    },
    home: { now: () => ok({ items: [], counts: {} }) },
    posts: { emergencies: () => ok({ rows: [], total: 0, rate: { days: 30, approved: 0, expedited: 0 } }) },
    hub: { status: () => ok({ mode: 'alone' }), pendingStreams: () => ok([]), file: () => ok({ kind: 'here' }) },
  }
}

/** A moment so many hours from `now`, for deadlines that must lie ahead whenever the test runs. */
export function hoursFrom(now: number, hours: number) {
  return instantOf(now + hours * 3_600_000)
}
