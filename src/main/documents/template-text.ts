import { Liquid, type Template } from 'liquidjs'
import type { Values, Variable } from '#shared/notices/template.ts'
import { variables } from '#shared/notices/template.ts'

/** What a document says where a fact is not known. */
export const UNKNOWN = 'se desconoce al momento'

/** The same, where those words alone would not make a sentence. */
const UNKNOWN_IN_ITS_PLACE: Values = { cuentas: `una cuenta institucional (${UNKNOWN} cuál)` }

const TAGS = ['comment', 'raw']
const FILTERS = ['upcase', 'downcase', 'capitalize', 'strip', 'append', 'prepend', 'replace']
/** Characters of one template, and milliseconds to render it: far above any oficio, far below what would stop the window. */
const LONGEST = 40_000
const SLOWEST = 500

let made: Liquid | undefined

/** Liquid reduced to filling in: no tag that reads a file, loops or branches, no filter that reads the clock. Made when first used. */
function engine(): Liquid {
  if (made !== undefined) return made
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    parseLimit: LONGEST,
    renderLimit: SLOWEST,
    memoryLimit: LONGEST * 10,
  })
  for (const tag of Object.keys(liquid.tags)) if (!TAGS.includes(tag)) delete liquid.tags[tag]
  for (const filter of Object.keys(liquid.filters)) if (!FILTERS.includes(filter)) delete liquid.filters[filter]
  made = liquid
  return liquid
}

export type Rendered = { readonly text: string; readonly missing: readonly Variable[] }

/** Why a text is no template: bad syntax, a tag or filter that does not exist here (the library's sentence), an unknown variable. Undefined: it is one. */
export function templateFault(text: string): { readonly message: string; readonly es?: string } | undefined {
  try {
    const unknown = engine().globalFullVariablesSync(engine().parse(text)).filter((name) => !isVariable(name))
    const names = unknown.map((name) => `«${name}»`).join(', ')
    return unknown.length === 0 ? undefined : { message: `no variable called ${names}`, es: `no hay un dato llamado ${names}` }
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * Fills a template in. A variable without value reads «se desconoce al momento» and is listed, so that no document has a blank.
 * Throws on a text that `templateFault` would have refused.
 */
export function renderTemplate(text: string, values: Values): Rendered {
  const parsed: Template[] = engine().parse(text)
  const used = engine().globalVariablesSync(parsed).filter(isVariable)
  const missing = used.filter((name) => (values[name] ?? '').trim() === '')
  const scope = Object.fromEntries(used.map((name) => [name, missing.includes(name) ? (UNKNOWN_IN_ITS_PLACE[name] ?? UNKNOWN) : values[name]]))
  return { text: String(engine().renderSync(parsed, scope)).trim(), missing }
}

function isVariable(name: string): name is Variable {
  return variables.some((known) => known === name)
}
