import type { RuleId } from '#shared/rules/finding.ts'
import { day, isInBytes, kind, network, networks, number, text, weight } from '../rule-detail.ts'
import type { Detail, RefusalWords } from '../shape.ts'

/** A check in words: what was found, and how to mend it. Why it is asked is in its data (`source`). */
type RuleWords = { readonly what: (detail: Detail) => string; readonly mend: string }

/** Of which of the post's texts a network finds too much. */
const overWhere = (d: Detail) => {
  const where: Readonly<Record<string, string>> = { title: 'En el título de', comment: 'En el primer comentario de', tag: 'En las etiquetas de' }
  return `${where[text(d, 'of')] ?? 'En'} ${network(d)}`
}

/** What the checks say (`resources/rules/checks.yaml`). */
export const rules = {
  fault: (file: string, line: number, reason: string) => `El archivo de reglas ${file} tiene un error en la línea ${line} y no se usa (${reason}). Siguen en vigor las reglas del producto.`,
  checks: {
    'text-missing': { what: () => 'Falta el texto.', mend: 'Escribe el mensaje.' },
    'title-missing': { what: () => 'Falta el título del video.', mend: 'Di de qué trata, en pocas palabras.' },
    'accounts-missing': { what: () => 'Falta elegir al menos una cuenta.', mend: 'Marca dónde se publicará.' },
    'source-missing': { what: () => 'Falta el sustento de la información.', mend: 'Cita el documento o el enlace de donde sale.' },
    'source-link': { what: () => 'El enlace del sustento no es una dirección completa.', mend: 'Empieza con https://' },
    'over-limit': {
      what: (d) => {
        const unit = isInBytes(d) ? (d['over'] === 1 ? 'byte' : 'bytes') : d['over'] === 1 ? 'carácter' : 'caracteres'
        return `${overWhere(d)} ${d['over'] === 1 ? 'sobra' : 'sobran'} ${number(d, 'over')} ${unit}: son ${number(d, 'count')}${d['of'] === 'tag' ? ', con las comas,' : ''} y el límite es ${number(d, 'limit')}.${isInBytes(d) ? ' Una letra con acento ocupa dos.' : ''}`
      },
      mend: 'Acorta el texto o escribe uno propio para esa red.',
    },
    'too-many-images': { what: (d) => `${network(d)} acepta ${number(d, 'limit')} imágenes y son ${number(d, 'count')}.`, mend: 'Quita algunas.' },
    'image-too-big': { what: (d) => `La imagen pesa ${weight(d, 'count')}; ${network(d)} acepta hasta ${weight(d, 'limit')}.`, mend: 'Usa una versión más ligera.' },
    'mixed-media': { what: (d) => `${network(d)} no mezcla video con imágenes ni acepta dos videos.`, mend: 'Deja un video, o solo imágenes.' },
    'media-missing': { what: (d) => `${network(d)} no publica sin imagen o video.`, mend: 'Agrega un archivo que vaya a esa red.' },
    'media-type': { what: (d) => `${network(d)} no acepta este tipo de archivo (${kind(d)}).`, mend: 'Conviértelo, o no lo mandes a esa red.' },
    'film-too-big': { what: (d) => `El video pesa ${weight(d, 'count')}; ${network(d)} acepta hasta ${weight(d, 'limit')}.`, mend: 'Usa una versión más ligera.' },
    'film-length': { what: (d) => `El video dura ${text(d, 'count')} s; ${network(d)} acepta ${d['over'] === undefined ? 'desde' : 'hasta'} ${text(d, 'limit')} s.`, mend: 'Recórtalo, o no lo mandes a esa red.' },
    'media-shape': { what: (d) => `El archivo es más ${d['over'] === undefined ? 'alto' : 'ancho'} de lo que ${network(d)} muestra entero.`, mend: 'Recórtalo, o revisa que no se pierda nada importante.' },
    'gif-alone': { what: (d) => `${network(d)} acepta un solo GIF por publicación, sin otras imágenes.`, mend: 'Deja solo el GIF; si no se mueve, guárdalo como PNG o JPEG.' },
    'gif-too-large': { what: (d) => `El GIF mide ${number(d, 'width')} × ${number(d, 'height')} puntos; ${network(d)} acepta hasta ${number(d, 'widest')} × ${number(d, 'tallest')}.`, mend: 'Redúcelo, o publícalo como video.' },
    'time-window': {
      what: (d) => (d['inverted'] === 1 ? 'El plazo para publicar termina antes de empezar.' : 'La fecha deseada queda fuera del plazo para publicar.'),
      mend: 'Corrige las fechas para que la deseada quede dentro.',
    },
    'alt-missing': { what: (d) => `Falta la descripción de «${text(d, 'name')}».`, mend: 'Describe la imagen, o marca que es decorativa y por qué.' },
    'alt-too-long': { what: (d) => `La descripción tiene ${number(d, 'count')} caracteres; ${network(d)} acepta hasta ${number(d, 'limit')}.`, mend: 'Acorta la descripción.' },
    'alt-repeats': { what: () => 'La descripción repite el texto.', mend: 'Di lo que se ve, no lo que ya se lee.' },
    'alt-opening': { what: () => 'No hace falta decir «imagen de».', mend: 'Empieza por lo que se ve.' },
    curp: { what: (d) => `Hay una CURP: ${text(d, 'words')}.`, mend: 'Quítala: es un dato personal.' },
    'curp-like': { what: (d) => `«${text(d, 'words')}» parece una CURP.`, mend: 'Quítala si lo es.' },
    'rfc-person': { what: (d) => `Hay un RFC de persona física: ${text(d, 'words')}.`, mend: 'Quítalo: es un dato personal.' },
    'rfc-like': { what: (d) => `«${text(d, 'words')}» parece un RFC.`, mend: 'Quítalo si lo es.' },
    'rfc-company': { what: (d) => `Hay un RFC de persona moral: ${text(d, 'words')}.`, mend: 'Confirma que deba aparecer.' },
    phone: { what: (d) => `Hay un teléfono: ${text(d, 'words').trim()}.`, mend: 'Deja solo números de atención institucional.' },
    'mail-personal': { what: (d) => `Hay un correo personal: ${text(d, 'words')}.`, mend: 'Quítalo o usa un correo institucional.' },
    'mail-outside': { what: (d) => `Hay un correo fuera de la institución: ${text(d, 'words')}.`, mend: 'Confirma que sea público y que deba aparecer.' },
    'mail-institutional': { what: (d) => `Hay un correo institucional: ${text(d, 'words')}.`, mend: 'Prefiere un buzón del área al de una persona.' },
    insult: { what: (d) => `Hay una palabra ofensiva: «${text(d, 'words')}».`, mend: 'Quítala: el trato es siempre cortés.' },
    disqualification: { what: (d) => `«${text(d, 'words')}» puede descalificar a alguien.`, mend: 'Di el hecho sin calificar a la persona.' },
    'hidden-characters': { what: (d) => `Hay un carácter que no se ve (${text(d, 'code')}).`, mend: 'Quítalo: lo que se lee debe ser lo que se publica.' },
    'costly-character': { what: (d) => `«${text(d, 'words')}» cuenta doble en X.`, mend: 'Si falta espacio, usa otro signo.' },
    capitals: { what: () => 'Hay varias palabras seguidas en mayúsculas.', mend: 'Usa minúsculas: se leen mejor y no suenan a grito.' },
    'text-too-long': { what: (d) => `El texto tiene ${number(d, 'count')} caracteres: ninguna red lo acepta y no se revisó.`, mend: 'Deja solo el mensaje.' },
    'too-many-hashtags': { what: (d) => `${network(d)} acepta ${number(d, 'limit')} etiquetas y son ${number(d, 'count')}.`, mend: 'Deja las más útiles.' },
    'too-many-mentions': { what: (d) => `${network(d)} acepta ${number(d, 'limit')} menciones y son ${number(d, 'count')}.`, mend: 'Quita algunas.' },
    'too-many-links': { what: (d) => `${network(d)} acepta ${number(d, 'limit')} enlaces y son ${number(d, 'count')}.`, mend: 'Quita algunos: con más, la red no publica.' },
    'forbidden-character': { what: (d) => `YouTube no acepta el signo «${text(d, 'words')}».`, mend: 'Escríbelo con palabras.' },
    'alt-filename': { what: (d) => `La descripción es el nombre de un archivo: «${text(d, 'words')}».`, mend: 'Di lo que se ve en la imagen.' },
    'elector-key': { what: (d) => `Hay una clave de elector: ${text(d, 'words')}.`, mend: 'Quítala: es un dato personal.' },
    'credential-number': { what: (d) => `Hay un número de credencial (CIC u OCR): ${text(d, 'words')}.`, mend: 'Quítalo: identifica a una persona.' },
    clabe: { what: (d) => `Hay una CLABE o cuenta bancaria: ${text(d, 'words')}.`, mend: 'Quítala: es un dato patrimonial.' },
    card: { what: (d) => `Hay un número de tarjeta: ${text(d, 'words')}.`, mend: 'Quítalo: es un dato patrimonial.' },
    address: { what: (d) => `Parece el domicilio de una persona: «${text(d, 'words')}».`, mend: 'Quítalo, o di que es la dirección de una oficina.' },
    hate: { what: (d) => `«${text(d, 'words')}» puede promover odio o discriminación.`, mend: 'Quítalo: la institución no lo difunde.' },
    violence: { what: (d) => `«${text(d, 'words')}» puede amenazar o llamar a la violencia.`, mend: 'Quítalo: la institución no lo difunde.' },
    'first-person': { what: (d) => `«${text(d, 'words')}» es una opinión personal.`, mend: 'Di el hecho: la cuenta es de la institución.' },
    'personal-matter': { what: (d) => `«${text(d, 'words')}» es un asunto personal o privado.`, mend: 'Publica solo actividades institucionales.' },
    promotion: { what: (d) => `«${text(d, 'words')}» nombra o elogia a una persona servidora pública.`, mend: 'Habla del cargo, el área o el acto, no de la persona.' },
    'vote-call': { what: (d) => `«${text(d, 'words')}» llama a votar a favor o en contra de una opción.`, mend: 'Quítalo: invita a votar, nunca por quién.' },
    'party-mention': { what: (d) => `«${text(d, 'words')}» nombra a un partido entre el ${day('es', d, 'from')} y el ${day('es', d, 'to')}, periodo electoral.`, mend: 'Quítalo, o espera a que termine el periodo.' },
    'candidate-mention': { what: (d) => `«${text(d, 'words')}» nombra una candidatura entre el ${day('es', d, 'from')} y el ${day('es', d, 'to')}, periodo electoral.`, mend: 'Habla de las candidaturas en general.' },
    poll: { what: (d) => `«${text(d, 'words')}» habla de encuestas o preferencias en la veda (${day('es', d, 'from')} a ${day('es', d, 'to')}).`, mend: 'Quítalo: no se difunden hasta que cierren todas las casillas del país.' },
    'government-propaganda': { what: (d) => `«${text(d, 'words')}» puede ser propaganda gubernamental en campaña (${day('es', d, 'from')} a ${day('es', d, 'to')}).`, mend: 'Quítalo; solo siguen salud, educación, protección civil y la información electoral.' },
    'reserved-information': { what: (d) => `«${text(d, 'words')}» puede ser información reservada, confidencial o todavía no pública.`, mend: 'Confirma su clasificación con la Unidad de Transparencia, o quítala.' },
    proceeding: { what: (d) => `«${text(d, 'words')}» puede revelar una queja o procedimiento sin sanción firme.`, mend: 'Quítalo, o cita la resolución firme.' },
    'link-outside': { what: (d) => `El enlace ${text(d, 'words')} lleva fuera de los sitios oficiales.`, mend: 'Usa una página oficial, o confirma que deba aparecer.' },
    'link-shortener': { what: (d) => `El enlace ${text(d, 'words')} oculta a dónde lleva.`, mend: 'Pon la dirección completa.' },
    'look-alike-letters': { what: (d) => `«${text(d, 'words')}» tiene letras de otro alfabeto que parecen latinas.`, mend: 'Escríbelo de nuevo con el teclado.' },
    'decorative-letters': { what: (d) => `«${text(d, 'words')}» está en letras decorativas.`, mend: 'Usa letras comunes: un lector de pantalla no las lee.' },
    'hashtag-case': { what: (d) => (d['instead'] === undefined ? `En ${text(d, 'words')} no se distinguen las palabras.` : `En ${text(d, 'words')} no se distinguen las palabras: se lee mejor ${text(d, 'instead')}.`), mend: 'Empieza cada palabra con mayúscula: #ProcesoElectoral.' },
    'emoji-excess': { what: () => 'Hay muchos emojis, o están en medio de palabras o como viñetas.', mend: 'Deja tres o menos, al final de la idea.' },
    'numeric-date': { what: (d) => `La fecha «${text(d, 'words')}» va en cifras.`, mend: 'Escríbela completa: 6 de junio de 2027.' },
    'vague-link': { what: (d) => `«${text(d, 'words')}» no dice a dónde lleva el enlace.`, mend: 'Di qué hay ahí: «Consulta los requisitos en ine.mx».' },
    'inclusive-language': { what: (d) => `En lugar de «${text(d, 'words')}» puede decirse «${text(d, 'instead')}».`, mend: 'Es una sugerencia; decides tú.' },
    'unreadable-ending': { what: (d) => `«${text(d, 'words')}» no se puede leer en voz alta.`, mend: 'Usa un nombre colectivo, o «las y los».' },
    'identical-text': {
      what: (d) => (d['office'] === undefined ? `Son ${text(d, 'count')} cuentas de ${networks(d)} con el mismo texto, o casi.` : `${text(d, 'office')} tiene un texto casi igual (${networks(d)}): «${text(d, 'title')}».`),
      mend: 'X suspende cuentas por repetir y Meta lo cuenta como contenido no deseado: comparte la publicación original, o adáptala a tu localidad.',
    },
    'contradicts-line': { what: (d) => `«${text(d, 'words')}» no coincide con la línea de Comunicación Social: ${text(d, 'subject')}, ${text(d, 'value')}.`, mend: 'Corrige el dato, o pide que se actualice la línea.' },
    'contradicts-post': { what: (d) => `«${text(d, 'words')}» no coincide con lo que dice ${text(d, 'office')}: ${text(d, 'value')}.`, mend: 'Verifica el dato con esa oficina o con Comunicación Social.' },
    'unfilled-blank': { what: (d) => `Falta llenar ${text(d, 'words')}.`, mend: 'Escribe el dato en su lugar, o quita el espacio si no hace falta.' },
  } satisfies Record<RuleId, RuleWords> as Record<RuleId, RuleWords>, // widened to what it satisfies, so that it can be looked up by any rule
  refusals: {} as RefusalWords,
}
