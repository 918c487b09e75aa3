import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { networks, type Network } from '#shared/accounts/network.ts'
import { comparePublished } from '#shared/posts/comparison.ts'

/** Posts as offices write them. */
const texts = [
  'Este domingo 6 de junio abren las casillas a las 8:00 horas. Ubica la tuya en https://ubicatucasilla.ine.mx y lleva tu credencial vigente. #TuVotoCuenta',
  'Si eres funcionaria o funcionario de casilla, tu capacitación comienza el 14 de abril. Pregunta en tu Junta Distrital al 951 123 4567. @INEMexico',
  'Conoce a las personas que integran el Consejo Distrital 03.\n\nSesión ordinaria:\n📅 28 de noviembre de 2026\n🕐 11:00 horas\n📍 Calle Juárez núm. 12, colonia Centro\n\n#INEOaxaca #ConsejoDistrital',
  '¿Perdiste tu credencial para votar? Repórtala en INETEL: 800 433 2000. El trámite es gratuito y personal. https://www.ine.mx/credencial/tramites/reposicion/',
  'El Módulo de Atención Ciudadana 200352 no dará servicio del 24 de diciembre al 1 de enero. Reanuda el 2 de enero a las 9:00 h. 🗓️✨',
  'Participa en la Consulta Infantil y Juvenil 👨‍👩‍👧‍👦: niñas, niños y adolescentes de 3 a 17 años opinarán sobre la niñez que quieren vivir. https://ine.mx/cij?edicion=2026&grupo=3 #MiOpiniónCuenta',
  'Hoy a las 18:30 horas transmitimos el debate entre las candidaturas a la diputación. Míralo en https://www.youtube.com/watch?v=abc123XYZ00 y compártelo con @INEOaxaca03.',
  'Aviso: la Vocalía del Registro Federal de Electores atiende de lunes a viernes de 8:00 a 15:00 horas; sábados, de 8:00 a 14:00 horas. Cuota de recuperación: $0.00 pesos (gratuito).',
  'Mañana se publica la lista nominal. Revísala antes del 15 de marzo en ine.mx/lista-nominal y, si hay un error, acude a tu módulo. ¡Es tu derecho! 🇲🇽',
  'Observación electoral: el plazo para presentar tu solicitud vence el 7 de mayo de 2027. Requisitos en https://www.ine.mx/observadores-electorales-2027/ o en la oficina de tu distrito.',
] as const
const anyText = fc.constantFrom(...texts)
const anyNetwork = fc.constantFrom(...networks)
const none = { approved: 0, published: 0 }
const differences = (network: Network, approved: string, published: string) => comparePublished({ network, approved, published, files: none }).differences

/** Puts something in a text's place. */
const replaced = (text: string, at: number, length: number, by: string) => text.slice(0, at) + by + text.slice(at + length)
/** A place in a text where a pattern stands, chosen by a number; undefined when it stands nowhere. */
function spot(text: string, pattern: RegExp, which: number): { readonly at: number; readonly found: string } | undefined {
  const all = [...text.matchAll(pattern)]
  const one = all[which % Math.max(1, all.length)]
  return one === undefined ? undefined : { at: one.index, found: one[0] }
}
/** An alteration of whatever a pattern finds. */
const swap = (pattern: RegExp, by: (found: string, which: number) => string) => (text: string, which: number) => {
  const place = spot(text, pattern, which)
  return place === undefined ? undefined : replaced(text, place.at, place.found.length, by(place.found, which))
}

const TWINS: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', c: 'с', p: 'р', x: 'х', i: 'і', A: 'А', E: 'Е', M: 'М', O: 'О', C: 'С' }
const outside = 'https://www.ine-oficial.com/credencial'
const months = ['enero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'noviembre', 'diciembre']

/** What somebody, or a program, may do to a text between its approval and the network. */
const alterations: Readonly<Record<string, (text: string, which: number) => string | undefined>> = {
  digit: swap(/\d/g, (found, which) => String((Number(found) + 1 + (which % 9)) % 10)),
  'digit gone': swap(/\d/g, () => ''),
  'digits changed over': swap(/(\d)(?!\1)\d/g, (found) => `${found[1]}${found[0]}`),
  date: swap(/\d{1,2} de [a-z]+/g, (found, which) => `${(Number.parseInt(found, 10) % 28) + 1} de ${months[which % months.length]}`),
  hour: swap(/\d{1,2}:\d\d/g, (found) => `${(Number.parseInt(found, 10) % 12) + 1}:15`),
  homoglyph: swap(/[aeocpxiAEMOC]/g, (found) => TWINS[found] ?? ''),
  'hidden character': (text, which) => replaced(text, which % (text.length + 1), 0, ['\u200B', '\u2060', '\u00AD', '\uFEFF', '\u200C', '\u180E'][which % 6] ?? ''),
  'direction mark': (text, which) => replaced(text, which % (text.length + 1), 0, ['\u202E', '\u202D', '\u2066', '\u2069', '\u200F', '\u061C'][which % 6] ?? ''),
  'accent gone': swap(/[áéíóúñü]/g, (found) => found.normalize('NFD')[0] ?? ''),
  'accent added': swap(/[aeou](?=[bcdfglmnprst])/g, (found) => `${found}\u0301`.normalize('NFC')),
  mention: swap(/@[A-Za-z0-9]+/g, (found) => `${found}_mx`),
  'mention gone': swap(/ ?@[A-Za-z0-9]+/g, () => ''),
  hashtag: swap(/#[\p{L}0-9]+/gu, (found) => `${found}Ya`),
  'hashtag gone': swap(/ ?#[\p{L}0-9]+/gu, () => ''),
  'link elsewhere': swap(/https:\/\/[^\s]+[a-z0-9/]/g, () => outside),
  'link with a foreign shortener': swap(/https:\/\/[^\s]+[a-z0-9/]/g, () => 'https://bit.ly/3xYzAb9'),
  'link with another path': swap(/https:\/\/[^\s]+[a-z0-9]/g, (found) => `${found}x`),
  'link without encryption': swap(/https:\/\//g, () => 'http://'),
  'link gone': swap(/ ?https:\/\/[^\s]+[a-z0-9/]/g, () => ''),
  'word gone': swap(/ [\p{L}]+(?= )/gu, () => ''),
  'word twice': swap(/ [\p{L}]+(?= )/gu, (found) => found + found),
  'words changed over': swap(/(?<= )([\p{L}]+) ([\p{L}]+)(?= )/gu, (found) => {
    const [one = '', other = ''] = found.split(' ')
    return one === other ? `${one} y ${other}` : `${other} ${one}`
  }),
  'not': swap(/ (?=se |da|abren|dar|comienza|publica|atiende|transmitimos|opinarán|vence)/g, () => ' no '),
  'capital': swap(/[a-zñ]/g, (found) => found.toUpperCase()),
  'mark': swap(/[.,:;!?]/g, (found) => (found === '.' ? ',' : '.')),
  'mark gone': swap(/[,;!?¿¡]/g, () => ''),
  'space gone': swap(/(?<=\p{L}) (?=\p{L})/gu, () => ''),
  'end gone': (text, which) => text.slice(0, Math.max(5, text.length - 3 - (which % 40))),
  'beginning gone': (text, which) => text.slice(1 + (which % 30)).trimStart(),
  'something after it': (text, which) => `${text} ${['Vota ya', 'Más información: https://t.me/otro', '#Otro', '2'][which % 4]}`,
  'emoji gone': swap(/ ?\p{Extended_Pictographic}\uFE0F?/gu, () => ''),
  'another emoji': swap(/[📅🕐📍✨]/gu, () => '🔥'),
  'decorative letters': swap(/[a-z]/g, (found) => String.fromCodePoint(0x1d41a + found.charCodeAt(0) - 97)),
  'combining mark': swap(/[bcdfghlmnpqrstvz]/g, (found) => `${found}\u0336`),
  'amount': swap(/\$[\d.]+/g, () => '$50.00'),
  'variation mark in a word': swap(/(?<=\p{L})(?=\p{L})/gu, () => '\uFE0F'),
}

/** What networks do by themselves; what a person pastes from them. */
const own: Readonly<Record<string, (text: string, network: Network) => string>> = {
  nothing: (text) => text,
  'breaks as Windows has them': (text) => text.replaceAll('\n', '\r\n'),
  'breaks run together': (text) => text.replaceAll(/\n+/g, '\n'),
  'breaks as spaces': (text) => text.replaceAll(/\n+/g, ' '),
  'spaces at the ends of lines': (text) => `\n ${text.replaceAll('\n', '  \n')} \n\n`,
  'spaces that do not break': (text) => text.replaceAll(/ (?=\d)/g, '\u00A0').replaceAll(/(?<=\d) /g, '\u202F'),
  'letters taken apart': (text) => text.normalize('NFD'),
  'emoji without their mark': (text) => text.replaceAll('\uFE0F', ''),
  'emoji with their mark': (text) => text.replaceAll(/(\p{Emoji_Presentation})(?!\p{Emoji_Modifier}|\u200D|\p{Regional_Indicator})/gu, '$1\uFE0F'),
  'its short links': (text, network) =>
    network === 'x'
      ? text.replaceAll(/https:\/\/[^\s]+[a-z0-9/]|\bine\.mx\/[a-z-]+/gi, 'https://t.co/a1B2c3D4e5')
      : network === 'facebook'
        ? text.replaceAll(/https:\/\/[^\s]+[a-z0-9/]/gi, (link) => `https://l.facebook.com/l.php?u=${encodeURIComponent(`${link}${link.includes('?') ? '&' : '?'}fbclid=IwAR0abc`)}&h=AT0x`)
        : network === 'youtube'
          ? text.replaceAll(/https:\/\/[^\s]+[a-z0-9/]/gi, (link) => `https://www.youtube.com/redirect?event=video_description&q=${encodeURIComponent(link)}&v=x`)
          : text,
  'long links shortened to the eye': (text, network) =>
    network === 'x' || network === 'youtube'
      ? text.replaceAll(/https:\/\/[^\s]+[a-z0-9/]/gi, (link) => (link.length > 34 ? `${link.slice(network === 'x' ? 8 : 0, 34)}${network === 'x' ? '…' : '...'}` : link))
      : text,
  'links without their scheme': (text, network) => (network === 'x' ? text.replaceAll('https://', '') : text),
  'tracking parameters': (text) => text.replaceAll(/https:\/\/[^\s]+[a-z0-9/]/gi, (link) => `${link}${link.includes('?') ? '&' : '?'}utm_source=${'red'}&fbclid=IwAR1`),
  'its button after the whole': (text) => `${text}\nVer menos`,
  'the sign & as programs write it': (text) => text.replaceAll('&', '&amp;'),
}

test('at least 99 of 100 seeded alterations are found', () => {
  let seeded = 0
  const missed: string[] = []
  const kinds = Object.entries(alterations)
  fc.assert(
    fc.property(anyText, anyNetwork, fc.constantFrom(...kinds), fc.nat(10_000), fc.constantFrom(...Object.values(own)), (text, network, [name, alter], which, change) => {
      const altered = alter(text, which)
      if (altered === undefined || altered === text) return
      seeded += 1
      // The network does its part to the altered text too.
      if (differences(network, text, change(altered, network)).length === 0) missed.push(`${name} on ${network}: ${altered}`)
    }),
    { numRuns: 12_000, seed: 4, endOnFailure: true },
  )
  expect(seeded).toBeGreaterThan(8_000)
  expect({ missed: missed.slice(0, 12), share: missed.length / seeded <= 0.01 }, `${missed.length} of ${seeded} missed`).toMatchObject({ share: true })
})

test('every kind of alteration is found on its own, wherever nothing else is changed', () => {
  const blind = Object.entries(alterations).flatMap(([name, alter]) =>
    texts.flatMap((text) =>
      [0, 1, 2, 3, 5, 8, 13, 21].flatMap((which) => {
        const altered = alter(text, which)
        return altered === undefined || altered === text || differences('x', text, altered).length > 0 ? [] : [`${name}: ${altered}`]
      }),
    ),
  )
  expect(blind).toEqual([])
})

test("none of a network's own changes is reported, alone or on top of each other", () => {
  const changes = fc.array(fc.constantFrom(...Object.keys(own)), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(anyText, anyNetwork, changes, (text, network, names) => {
      // A link is dressed once; the button and the writing of programs come last.
      const links = ['its short links', 'long links shortened to the eye', 'links without their scheme', 'tracking parameters']
      const dress = names.find((name) => links.includes(name))
      const late = (name: string) => Number(name.includes('button') || name.includes('&'))
      const inOrder = [...new Set(names)].filter((name) => !links.includes(name) || name === dress).sort((one, other) => late(one) - late(other))
      const out = inOrder.reduce((sofar, name) => own[name]?.(sofar, network) ?? sofar, text)
      expect(differences(network, text, out), out).toEqual([])
    }),
    { numRuns: 5_000, seed: 4 },
  )
})

describe('what a person sees of it', () => {
  test.for<[string, string, string]>([
    ['number', 'Abren a las 8:00 horas.', 'Abren a las 9:00 horas.'],
    ['hidden', 'Abren a las 8:00 horas.', 'Abren a las 8:00\u200B horas.'],
    ['hidden', 'Abren a las 8:00 horas.', 'Abren a las\u2800 8:00 horas.'],
    ['alike', 'Acude a tu casilla.', 'Acude a tu cаsilla.'],
    ['accent', 'Mañana habrá módulo.', 'Mañana habra módulo.'],
    ['link', 'Mira https://ine.mx/voto hoy', 'Mira https://ine.com/voto hoy'],
    ['mention', 'Con @INEMexico hoy', 'Con @INE hoy'],
    ['hashtag', 'Vota #TuVoto', 'Vota #SuVoto'],
    ['case', 'La Junta atiende', 'La junta atiende'],
    ['text', 'Sí habrá servicio', 'No habrá servicio'],
  ])('a difference of kind %s is called so', ([kind, approved, published]) => {
    expect(differences('facebook', approved, published).map((one) => one.kind)).toEqual([kind])
  })

  test('files that are missing or too many are a difference', () => {
    expect(comparePublished({ network: 'x', approved: 'Hola', published: 'Hola', files: { approved: 2, published: 1 } }).differences).toEqual([{ kind: 'files', approved: '2', published: '1' }])
  })

  test('a text that the network shows only in part is told as cut, and is not taken for the whole', () => {
    const { cut, differences: found } = comparePublished({ network: 'facebook', approved: texts[2], published: `${texts[2].slice(0, 90)}… Ver más`, files: none })
    expect({ cut, found }).toEqual({ cut: true, found: [] })
    expect(comparePublished({ network: 'facebook', approved: texts[2], published: `Otro comienzo… Ver más`, files: none })).toMatchObject({ cut: false })
    expect(differences('facebook', texts[2], texts[2].slice(0, 90))).not.toEqual([])
  })

  test('the short link of one network is none on another', () => {
    expect(differences('facebook', texts[0], texts[0].replace('https://ubicatucasilla.ine.mx', 'https://t.co/a1B2c3D4'))).not.toEqual([])
  })

  test('the link that X adds for a picture is no difference, and it is one where there is no picture', () => {
    const out = `${texts[1]} https://t.co/a1B2c3D4`
    expect(comparePublished({ network: 'x', approved: texts[1], published: out, files: { approved: 1, published: 1 } }).differences).toEqual([])
    expect(differences('x', texts[1], out)).not.toEqual([])
  })

  test('any text is the same as itself on every network', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), anyNetwork, (text, network) => void expect(differences(network, text, text)).toEqual([])))
  })

  test('a megabyte is compared within seconds, and hostile text is only text', () => {
    const long = `${texts[0]} <img src=x onerror=alert(1)> `.repeat(5_500)
    expect(differences('facebook', long, `${long}x`)).toHaveLength(1)
  })
})
