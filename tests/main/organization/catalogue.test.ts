import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officeCatalogue } from '#main/modules/organization/catalogue.ts'
import { timeZones } from '#shared/organization/time-zone.ts'

const resources = join(import.meta.dirname, '../../../resources')
const catalogue = officeCatalogue(resources)

describe('the shipped catalogue', () => {
  it('has 32 local boards and 300 district boards', () => {
    const count = (kind: string): number => catalogue.offices.filter((office) => office.kind === kind).length
    expect({ local: count('local'), district: count('district') }).toEqual({ local: 32, district: 300 })
  })

  it('gives every office its own id', () => {
    expect(new Set(catalogue.offices.map((office) => office.id)).size).toBe(catalogue.offices.length)
  })

  it('keeps the ids that accounts and people point to', () => {
    const names = ['central-cncs', 'local-oaxaca', 'district-oaxaca-03', 'district-mexico-40'].map((id) => catalogue.office(id)?.name)
    expect(names).toEqual([
      'Coordinación Nacional de Comunicación Social',
      'Junta Local Ejecutiva, Oaxaca',
      'Junta Distrital Ejecutiva 03, Oaxaca',
      'Junta Distrital Ejecutiva 40, México',
    ])
  })

  it('numbers the districts of each entidad without a gap', () => {
    const boards = Map.groupBy(
      catalogue.offices.filter((office) => office.kind === 'district'),
      (office) => office.entity,
    )
    for (const [, districts] of boards) expect(districts.map((office) => office.district)).toEqual(districts.map((_, index) => index + 1))
  })

  it('guesses no district seat', () => {
    expect(catalogue.offices.filter((office) => office.kind === 'district' && office.seat !== '')).toEqual([])
  })

  it.each([
    ['local-baja-california', '-08:00', '-07:00'],
    ['local-sonora', '-07:00', '-07:00'],
    ['local-sinaloa', '-07:00', '-07:00'],
    ['local-oaxaca', '-06:00', '-06:00'],
    ['local-chihuahua', '-06:00', '-06:00'],
    ['local-quintana-roo', '-05:00', '-05:00'],
  ])('puts %s at %s in winter and %s in summer', (id, winter, summer) => {
    const zone = catalogue.office(id)?.timeZone
    const offset = (instant: string): string =>
      new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).format(new Date(instant)).split('GMT')[1] ?? ''
    expect([offset('2026-12-15T12:00:00Z'), offset('2026-07-15T12:00:00Z')]).toEqual([winter, summer])
  })

  it('uses only zones that exist', () => {
    for (const zone of timeZones) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow()
  })

  it('names the border municipalities that keep another hour', () => {
    expect(catalogue.exceptions.get('Tamaulipas')?.[0]?.municipalities).toContain('Reynosa')
  })
})

describe('the shipped file, read ahead by the build', () => {
  it('is read itself once it was edited', async () => {
    const edited = await mkdtemp(join(tmpdir(), 'resguardo-shipped-'))
    await cp(join(resources, 'catalogue'), join(edited, 'catalogue'), { recursive: true })
    const file = join(edited, 'catalogue', 'offices.yaml')
    await writeFile(file, (await readFile(file, 'utf8')).replace('shortName: CNCS', 'shortName: CNCS-3'))
    expect(officeCatalogue(edited).office('central-cncs')?.shortName).toBe('CNCS-3')
    await rm(edited, { recursive: true, force: true })
  })

  it('says what the file says', async () => {
    const spaced = await mkdtemp(join(tmpdir(), 'resguardo-shipped-'))
    await cp(join(resources, 'catalogue'), join(spaced, 'catalogue'), { recursive: true })
    // Another digest, the same data: this one is parsed.
    await appendFile(join(spaced, 'catalogue', 'offices.yaml'), '\n# read at run time\n')
    expect(officeCatalogue(spaced)).toEqual({ ...catalogue, office: expect.any(Function) })
    await rm(spaced, { recursive: true, force: true })
  })
})

describe('an institution’s own catalogue', () => {
  let folder: string
  const file = (): string => join(folder, 'catalogue', 'offices.yaml')
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'resguardo-catalogue-'))
    await mkdir(join(folder, 'catalogue'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('replaces the shipped one', async () => {
    await cp(join(resources, 'catalogue', 'offices.yaml'), file())
    await writeFile(file(), (await readFile(file(), 'utf8')).replace('shortName: CNCS', 'shortName: CNCS-2'))
    const own = officeCatalogue(resources, folder)
    expect([own.office('central-cncs')?.shortName, own.fault]).toEqual(['CNCS-2', undefined])
  })

  it('is refused by name and line when a value is wrong, and the shipped one stays in force', async () => {
    const text = (await readFile(join(resources, 'catalogue', 'offices.yaml'), 'utf8')).replace('America/Hermosillo', 'America/Narnia')
    const line = text.split('\n').findIndex((row) => row.includes('Narnia')) + 1
    await writeFile(file(), text)
    const refused = officeCatalogue(resources, folder)
    expect(refused.fault).toMatchObject({ file: 'offices.yaml', line })
    expect(refused.office('local-sonora')?.timeZone).toBe('America/Hermosillo')
  })

  it('is refused by name and line when it is not YAML', async () => {
    await writeFile(file(), 'version: 1\ninstitution: [\n')
    expect(officeCatalogue(resources, folder).fault).toMatchObject({ file: 'offices.yaml', line: 3 })
  })

  it('is refused when an id is repeated', async () => {
    const text = await readFile(join(resources, 'catalogue', 'offices.yaml'), 'utf8')
    await writeFile(file(), text.replace('id: unicom', 'id: cncs'))
    expect(officeCatalogue(resources, folder).fault?.reason).toContain('se repite la clave cncs')
  })
})
