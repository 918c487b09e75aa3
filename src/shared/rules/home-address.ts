import type { Found } from './found.ts'
import type { Reading } from './reading.ts'
import { tokensOf } from './tokens.ts'

// All in the plain reading: lower case, no accents. Every gap is bounded.
const STREET = String.raw`(?:calle|c\.|avenida|av\.?|ave\.?|calzada|calz\.?|bulevar|boulevard|blvd\.?|privada|priv\.?|cerrada|cda\.?|callejon|andador|prolongacion|prol\.?|carretera|carr\.?|circuito|cto\.?|retorno|paseo|camino|rinconada|diagonal|eje|vialidad|manzana|mza?\.?|lote|lt\.?)`
const NUMBER = String.raw`(?:(?:#|num(?:ero)?\.?|no\.?|n[o°º]\.?|mza?\.?|manzana|lote|lt\.?|interior|int\.?|exterior|ext\.?)[ :]{0,2})?\d{1,5}(?:[ -]?[a-e])?`
const AREA = String.raw`(?:colonia|col\.?|fraccionamiento|fracc\.?|barrio|bo\.|unidad habitacional|u\. ?h\.|infonavit|ejido|poblado|codigo postal|c\.? ?p\.?)`
const WITH_STREET = new RegExp(String.raw`(?<![\p{L}\p{N}])${STREET} [^\n.;:!?]{1,45}?[ ,#]{1,3}${NUMBER}(?![\d/:%])`, 'gu')
const WITH_AREA = new RegExp(String.raw`(?<![\p{L}\p{N}])[\p{L}\d]{3,20}(?: [\p{L}\d]{1,20}){0,4},? ?(?:#|num(?:ero)?\.?|no\.?)? ?\d{1,5},? ${AREA} [\p{L}\d]{2,20}`, 'gu')

const WITH_SIGN = new RegExp(String.raw`(?<![\p{L}\p{N}#])[\p{L}\d]{3,20}(?: [\p{L}\d]{1,20}){0,3},? (?:#|num(?:ero)?\.?|no\.) ?\d{1,5}(?![\d/:%])`, 'gu')

/** It is where somebody lives, whatever else the sentence says. */
const LIVES =
  /(?<![\p{L}\p{N}])(?:viv(?:e|en|ia|ian|o|imos|iendo)|duerm(?:e|en|o)|(?:mi|su|tu) (?:casa|depa|departamento|domicilio|hogar|direccion) (?:es|sigue|esta|queda|se ubica)|casa del? (?:la |el )?(?:se[nñ]ora?|quejos[oa]|denunciante|candidat[oa]|funcionari[oa]|sr|sra|don|do[nñ]a|vocal|consejer[oa]|capacitador[a]?|supervisor[a]?|regidor[a]?|funcionari[oa])|resid(?:e|en|ia|o)|habit(?:a|an|aba)|domicilio (?:particular|personal|familiar|de casa)|(?:mi|su|tu|la) casa (?:en|esta|queda|ubicada|de (?!la cultura|cultura|gobierno|moneda|justicia|campana|las artesanias|los|adobe)[\p{L}.]+)|en (?:mi|su|tu) (?:casa|domicilio)|(?:a|en) casa del? (?:la |el |don |do[nñ]a )?(?!cultura|la cultura|gobierno|moneda|justicia|las? artesan)[\p{L}]+|(?:su|mi|tu) vivienda|casa habitacion|vecin[oa] de|renta en|hogar de)(?![\p{L}\p{N}])/u
/** It may be: with a person in the sentence and no place of the public's. */
const PERHAPS = /(?<![\p{L}\p{N}])(?:se mudo a|domicilio|direccion|domiciliad[oa]|localizable|localizad[oa]|con residencia|bus(?:car|quen|que|ca|camos)(?:lo|la|los)?|visit(?:ar|en|a|e)(?:lo|la)?|encuentr[ae]n?(?:lo|la)?|entreg(?:ar|uen|ue|a|aron)(?:le|sela|selo)?|notifi(?:car|quen|que|caron|ca)(?:le|lo|la)?|recog(?:er|ieron|e|an)|localic(?:en|e)|lleven(?:le|sela|selo)?|mand(?:en|ar|a|emos)(?:le|sela|selo)?|envi(?:en|ar|a|emos)(?:le|sela|selo)?|citatorio|paquete para|atiende en)(?![\p{L}\p{N}])/u
const PERSON =
  /(?<![\p{L}\p{N}])(?:(?:la|el|del|al|de la|a la|c\.|sr\.?|sra\.?) ?(?:c\.|ciudadan[oa]|se[nñ]ora?|sr\.?|sra\.?|srta\.?|joven|vecin[oa]|persona|elector[a]?|funcionari[oa]|capacitador[a]?|supervisor[a]?|compa[nñ]er[oa]|trabajador[a]?|servidor[a]? public[oa]|quejos[oa]|denunciante|testigo|representante|solicitante|titular|don|do[nñ]a|consejer[oa]|vocal|regidor[a]?|candidat[oa]|escrutador[a]?|afiliad[oa]|becari[oa]|chofer|jef[ea]|victima|periodista|reporter[oa]|maestr[oa]|doctor[a]?|licenciad[oa]|ingenier[oa])|familia [\p{L}]+|sr\.|sra\.|srta\.|don|do[nñ]a|c\.)(?![\p{L}\p{N}])/u
const PUBLIC_PLACE =
  /(?<![\p{L}\p{N}])(?:modulos?|mac|juntas?|oficinas?|sedes?|casillas?|consejos?|instituto|ine|auditorio|plaza|explanada|biblioteca|escuela|universidad|facultad|teatro|salon|centro (?:civico|de|cultural|comunitario|social)|casa de (?:la )?cultura|palacio|museo|parque|deportivo|gimnasio|hotel|edificio|instalaciones|tribunal|unidad (?:tecnica|de transparencia|administrativa)|ople|foro|evento|sesion|mesa de|feria|registro civil|delegacion|presidencia municipal|ventanilla|bodega|acude|acudan|te esperamos|visitanos|encuentranos|horario)(?![\p{L}\p{N}])/u

/** Somebody by name: «a Juan Pérez». */
const NAMED = /(?<!\p{L})(?:a|de|para|con|por|al|C\.) (?:(?:el|la) )?\p{Lu}\p{Ll}+(?: (?:de la |de los |del |de )?\p{Lu}\p{Ll}+){1,3}/u

/** The addresses where a person lives. A public place's address is no personal data. */
export function homeAddresses(reading: Reading): readonly Found[] {
  const { plain, cased } = reading
  if (!LIVES.test(plain) && !PERHAPS.test(plain)) return []
  const sentences = sentenceRanges(reading)
  const found: Found[] = []
  for (const match of [...plain.matchAll(WITH_STREET), ...plain.matchAll(WITH_AREA), ...plain.matchAll(WITH_SIGN)]) {
    const end = match.index + match[0].length
    if (found.some((one) => one.start < end && match.index < one.end)) continue
    const sentence = sentences.find(([, last]) => last > match.index)
    const before = sentence === undefined ? undefined : sentences[sentences.indexOf(sentence) - 1]
    const asks = before !== undefined && plain.slice(before[1]).startsWith('?')
    const said = sentence === undefined ? plain : plain.slice(asks ? before[0] : sentence[0], sentence[1])
    const around = said.length > 600 ? plain.slice(Math.max(0, match.index - 200), end + 100) : said
    const asWritten = sentence === undefined ? cased : cased.slice(sentence[0], match.index)
    const personal = LIVES.test(around) || (PERHAPS.test(around) && (PERSON.test(around) || NAMED.test(asWritten)) && !PUBLIC_PLACE.test(around.replace(match[0], ' ')))
    if (personal) found.push({ start: match.index, end, words: match[0] })
  }
  return found.map(({ start, end }) => reading.back(start, end))
}

function sentenceRanges(reading: Reading): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = []
  for (const token of tokensOf(reading)) {
    const range = ranges[token.sentence]
    if (range === undefined) ranges[token.sentence] = [token.start, token.end]
    else range[1] = token.end
  }
  return ranges
}
