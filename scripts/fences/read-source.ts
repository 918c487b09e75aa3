import { dirname, join } from 'node:path/posix'
import { parseSync, Visitor, type Expression } from 'oxc-parser'

export type Import = {
  /** A project path (`src/shared/kernel/ids.ts`) or a package's specifier (`node:fs`, `react-dom/client`). */
  readonly target: string
  readonly line: number
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean
  /** The imported names; `*` for all, `default` for the default. */
  readonly names: readonly { readonly name: string; readonly typeOnly: boolean }[]
}

/** Something done in the file that a fence may speak of, e.g. `Date.now`, `new Date()`, `fetch()`, `jsx:style`. */
export type Use = { readonly what: string; readonly line: number }

export type Source = { readonly imports: readonly Import[]; readonly uses: readonly Use[] }

/** What a file imports and uses. `aliases` are package.json's `imports` (`#shared/*` → `./src/shared/*`). Throws when it does not parse. */
export function readSource(path: string, text: string, aliases: Readonly<Record<string, string>>): Source {
  const parsed = parseSync(path, text, { lang: path.endsWith('x') ? 'tsx' : 'ts' })
  const [error] = parsed.errors
  if (error !== undefined) throw new Error(`${path}: ${error.message}`)
  const lineAt = lines(text)

  const imports: Import[] = []
  for (const { moduleRequest, entries } of parsed.module.staticImports) {
    const names = entries.map(({ importName, isType }) => ({ name: importName.name ?? (importName.kind === 'Default' ? 'default' : '*'), typeOnly: isType }))
    imports.push(imported(moduleRequest.value, moduleRequest.start, names))
  }
  for (const { entries } of parsed.module.staticExports) {
    for (const { moduleRequest, importName, isType } of entries) {
      if (moduleRequest !== null) imports.push(imported(moduleRequest.value, moduleRequest.start, [{ name: importName.name ?? '*', typeOnly: isType }]))
    }
  }
  for (const { moduleRequest } of parsed.module.dynamicImports) {
    const specifier = text.slice(moduleRequest.start, moduleRequest.end).replaceAll(/^['"`]|['"`]$/g, '')
    imports.push(imported(specifier, moduleRequest.start, [{ name: '*', typeOnly: false }]))
  }

  function imported(specifier: string, at: number, names: Import['names']): Import {
    return {
      target: resolve(path, specifier.replace(/\?.*$/, ''), aliases),
      line: lineAt(at),
      typeOnly: names.length > 0 && names.every(({ typeOnly }) => typeOnly),
      names,
    }
  }

  const uses: Use[] = []
  const use = (what: string, at: number) => uses.push({ what, line: lineAt(at) })
  new Visitor({
    MemberExpression(node) {
      if (!node.computed && node.property.type === 'Identifier') use(`${lastName(node.object)}.${node.property.name}`, node.start)
      // `keytar['findPassword']` is the same member.
      if (node.computed && node.property.type === 'Literal') use(`${lastName(node.object)}.${String(node.property.value)}`, node.start)
    },
    CallExpression(node) {
      if (node.callee.type === 'Identifier') use(`${node.callee.name}()`, node.start)
    },
    NewExpression(node) {
      if (node.callee.type === 'Identifier') use(node.arguments.length === 0 ? `new ${node.callee.name}()` : `new ${node.callee.name}`, node.start)
    },
    JSXAttribute(node) {
      if (node.name.type === 'JSXIdentifier') use(`jsx:${node.name.name}`, node.start)
    },
    Property(node) {
      // `const { findPassword } = keytar`
      if (node.key.type === 'Identifier') use(`{}.${node.key.name}`, node.start)
    },
  }).visit(parsed.program)

  return { imports, uses }
}

/** The name that stands before the dot: `crypto` in `globalThis.crypto.randomUUID`. */
function lastName(node: Expression | { readonly type: 'Super' }): string {
  if (node.type === 'Identifier') return node.name
  if (node.type === 'MemberExpression' && node.property.type === 'Identifier') return node.property.name
  return '?'
}

function resolve(from: string, specifier: string, aliases: Readonly<Record<string, string>>): string {
  if (specifier.startsWith('.')) return join(dirname(from), specifier)
  for (const [alias, folder] of Object.entries(aliases)) {
    const prefix = alias.slice(0, -1)
    if (specifier.startsWith(prefix)) return join(folder.slice(0, -1), specifier.slice(prefix.length))
  }
  return specifier
}

/** Line number (from 1) of an offset. */
function lines(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => starts.findLastIndex((start) => start <= offset) + 1
}
