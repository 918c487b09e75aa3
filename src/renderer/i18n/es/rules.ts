import type { RuleId } from '#shared/rules/finding.ts'
import type { Detail, RefusalWords } from '../shape.ts'

/** A check in words: what was found, and how to mend it. Why it is asked is in its data (`source`). */
type RuleWords = { readonly what: (detail: Detail) => string; readonly mend: string }

const text = (detail: Detail, key: string) => String(detail[key] ?? '')

/** What the checks say (`resources/rules/checks.yaml`). */
export const rules = {
  fault: (file: string, line: number, reason: string) => `El archivo de reglas ${file} tiene un error en la línea ${line} y no se usa (${reason}). Siguen en vigor las reglas del producto.`,
  checks: {
    'text-missing': { what: () => 'Falta el texto.', mend: 'Escribe el mensaje.' },
    'accounts-missing': { what: () => 'Falta elegir al menos una cuenta.', mend: 'Marca dónde se publicará.' },
    'source-missing': { what: () => 'Falta el sustento de la información.', mend: 'Cita el documento o el enlace de donde sale.' },
    'source-link': { what: () => 'El enlace del sustento no es una dirección completa.', mend: 'Empieza con https://' },
    'over-limit': { what: (d) => `Sobran ${text(d, 'over')} caracteres: son ${text(d, 'count')} y el límite es ${text(d, 'limit')}.`, mend: 'Acorta el texto o escribe uno propio para esa red.' },
    'too-many-images': { what: (d) => `Son ${text(d, 'count')} imágenes y el límite es ${text(d, 'limit')}.`, mend: 'Quita algunas.' },
    'image-too-big': { what: () => 'La imagen pesa más de lo que la red acepta.', mend: 'Usa una versión más ligera.' },
    'mixed-media': { what: () => 'La red no mezcla video con imágenes ni acepta dos videos.', mend: 'Deja un video, o solo imágenes.' },
    'alt-missing': { what: (d) => `Falta la descripción de «${text(d, 'name')}».`, mend: 'Describe la imagen, o marca que es decorativa y por qué.' },
    'alt-too-long': { what: (d) => `La descripción tiene ${text(d, 'count')} caracteres y el límite es ${text(d, 'limit')}.`, mend: 'Acorta la descripción.' },
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
  } satisfies Record<RuleId, RuleWords> as Record<RuleId, RuleWords>, // widened to what it satisfies, so that it can be looked up by any rule
  refusals: {} as RefusalWords,
}
