import type { ErrorCode } from 'yaml'
import type { z } from 'zod'
import english from 'zod/v4/locales/en.js'
import spanish from 'zod/v4/locales/es.js'
import type { Language } from '#shared/shell/preferences.ts'

const zodWords = { es: spanish().localeError, en: english().localeError } as const satisfies Record<Language, unknown>

/** What is wrong with a YAML text, where the library's own English sentence is not what is read. */
const yamlInSpanish: Record<ErrorCode, string> = {
  ALIAS_PROPS: 'un alias no puede tener ancla ni etiqueta',
  BAD_ALIAS: 'el alias no tiene ancla',
  BAD_COLLECTION_TYPE: 'la etiqueta no es de este tipo de lista',
  BAD_DIRECTIVE: 'la directiva no se conoce',
  BAD_DQ_ESCAPE: 'la secuencia de escape no es válida',
  BAD_INDENT: 'la sangría no corresponde',
  BAD_PROP_ORDER: 'el ancla y la etiqueta van antes del valor',
  BAD_SCALAR_START: 'un valor no puede empezar con ese signo: ponlo entre comillas',
  BLOCK_AS_IMPLICIT_KEY: 'hay dos veces «:» en una línea: pon el valor entre comillas',
  BLOCK_IN_FLOW: 'dentro de corchetes o llaves no va una lista con sangría',
  DUPLICATE_KEY: 'el nombre se repite',
  IMPOSSIBLE: 'no se puede leer',
  KEY_OVER_1024_CHARS: 'el nombre es demasiado largo',
  MISSING_CHAR: 'falta un signo: comillas, coma, «:», corchete o llave',
  MULTILINE_IMPLICIT_KEY: 'un nombre ocupa una sola línea, seguido de «:»',
  MULTIPLE_ANCHORS: 'hay más de un ancla',
  MULTIPLE_DOCS: 'hay más de un documento en el archivo',
  MULTIPLE_TAGS: 'hay más de una etiqueta',
  NON_STRING_KEY: 'el nombre no es un texto',
  RESOURCE_EXHAUSTION: 'tiene demasiados niveles o alias',
  TAB_AS_INDENT: 'la sangría se hace con espacios, no con tabulador',
  TAG_RESOLVE_FAILED: 'la etiqueta no se conoce',
  UNEXPECTED_TOKEN: 'hay un signo que no va ahí',
}

let language: () => Language = () => 'es'

/** From now on what is wrong with a data file is said in the language that the person reads. */
export function tellFaultsIn(now: () => Language): void {
  language = now
}

/** Why the text is no YAML. */
export function yamlReason({ code, message }: { readonly code: ErrorCode; readonly message: string }): string {
  return language() === 'es' ? yamlInSpanish[code] : message
}

/** How a schema's own refusals are said. */
export const schemaWords: z.core.$ZodErrorMap = (issue) => zodWords[language()](issue)

/** Why the schema refuses. What a schema of ours says itself is English, with the Spanish beside it: `params: { es }`. */
export function schemaReason(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return ''
  const spanish: unknown = issue.code === 'custom' ? issue.params?.['es'] : undefined
  return language() === 'es' && typeof spanish === 'string' ? spanish : issue.message
}
