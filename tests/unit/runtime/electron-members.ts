import { readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'

/** A node of oxc's tree, as far as it is looked at here. */
type Node = { readonly type: string; readonly [key: string]: unknown }

/** Names of `electron` that an app's files use: `app.getPath`, `BrowserWindow.getAllWindows`, `webContents.send`, `event:app.ready`. */
export type Uses = ReadonlyMap<string, string>

/** What a value of one of Electron's classes is called in the surface. */
const CLASSES: Readonly<Record<string, string>> = {
  BrowserWindow: 'BrowserWindow',
  WebContents: 'webContents',
  WebFrameMain: 'webFrameMain',
  Notification: 'Notification',
  Session: 'session',
  ClipboardItem: 'ClipboardItem',
}
/** Members whose value is another object of the surface. */
const LEADS_TO: Readonly<Record<string, string>> = {
  'BrowserWindow.webContents': 'webContents',
  'webContents.session': 'session',
  'webContents.mainFrame': 'webFrameMain',
  'session.defaultSession': 'session',
  'session.webRequest': 'webRequest',
  'session.protocol': 'protocol',
  'app.commandLine': 'commandLine',
}
const LISTENING = ['on', 'once', 'addListener', 'off', 'removeListener']

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) walk(item, visit)
    } else if (isNode(value)) walk(value, visit)
  }
}

/** The members of `electron` that one file uses, each with the file's name. */
export function usedIn(file: string, text = readFileSync(file, 'utf8')): Uses {
  const program = parseSync(file, text).program as unknown as Node // a tree of nodes
  const uses = new Map<string, string>()
  const kinds = new Map<string, string>()
  /** Electron's types by the names that this file gives them. */
  const types = new Map<string, string>()

  walk(program, (node) => {
    if (node.type !== 'ImportDeclaration' || (node['source'] as { value?: unknown }).value !== 'electron') return
    for (const specifier of node['specifiers'] as readonly Node[]) {
      const { name } = (specifier['imported'] ?? specifier['local']) as { name: string }
      const local = (specifier['local'] as { name: string }).name
      types.set(local, name)
      if (node['importKind'] === 'type' || specifier['importKind'] === 'type') continue
      kinds.set(local, name)
      uses.set(name, file)
    }
  })

  /** What an expression is, if it is something of Electron's. */
  const kindOf = (node: unknown): string | undefined => {
    if (!isNode(node)) return undefined
    if (node.type === 'ChainExpression' || node.type === 'TSNonNullExpression' || node.type === 'TSAsExpression') return kindOf(node['expression'])
    if (node.type === 'AwaitExpression') return kindOf(node['argument'])
    if (node.type === 'LogicalExpression') return kindOf(node['left']) ?? kindOf(node['right'])
    if (node.type === 'Identifier') return kinds.get(String(node['name']))
    if (node.type === 'NewExpression') {
      const kind = kindOf(node['callee'])
      return kind === undefined ? undefined : `instance of ${kind}`
    }
    if (node.type === 'CallExpression') {
      const callee = node['callee'] as Node
      const member = callee.type === 'MemberExpression' ? String((callee['property'] as { name?: string }).name) : ''
      const of = callee.type === 'MemberExpression' ? kindOf(callee['object']) : undefined
      if (of === 'BrowserWindow' && member === 'getAllWindows') return 'list of BrowserWindow'
      if (of === 'BrowserWindow') return 'instance of BrowserWindow'
      if (of === 'list of BrowserWindow' && ['find', 'at'].includes(member)) return 'instance of BrowserWindow'
      return undefined
    }
    if (node.type === 'MemberExpression') {
      const of = kindOf(node['object'])
      if (of === 'list of BrowserWindow' && node['computed'] === true) return 'instance of BrowserWindow'
      const member = `${(of ?? '').replace('instance of ', '')}.${String((node['property'] as { name?: string }).name)}`
      const next = LEADS_TO[member]
      return next === undefined ? undefined : next === 'webContents' || next === 'session' || next === 'webFrameMain' ? `instance of ${next}` : next
    }
    return undefined
  }
  const classOf = (annotation: unknown): string | undefined => {
    const type = isNode(annotation) ? (annotation['typeAnnotation'] as Node | undefined) : undefined
    if (type?.type !== 'TSTypeReference') return undefined
    const named = type['typeName'] as Node
    // `Electron.WebContents`, or a type imported from `electron`: an app has a `Session` of its own.
    const name = named.type !== 'TSQualifiedName' ? types.get(String(named['name'])) : (named['left'] as { name?: string }).name === 'Electron' ? (named['right'] as { name: string }).name : undefined
    const known = name === undefined ? undefined : CLASSES[name]
    return known === undefined ? undefined : `instance of ${known}`
  }

  // Variables and parameters; twice, because one may be made of another that is declared below it.
  for (let pass = 0; pass < 2; pass++) {
    walk(program, (node) => {
      if (node.type === 'Identifier' && isNode(node['typeAnnotation'])) {
        const kind = classOf(node['typeAnnotation'])
        if (kind !== undefined) kinds.set(String(node['name']), kind)
      }
      if (node.type === 'VariableDeclarator') {
        const kind = kindOf(node['init'])
        const id = node['id'] as Node
        if (kind !== undefined && id.type === 'Identifier') kinds.set(String(id['name']), kind)
      }
      if (node.type === 'ForOfStatement' && kindOf(node['right']) === 'list of BrowserWindow') {
        const [declared] = ((node['left'] as Node)['declarations'] ?? []) as readonly Node[]
        if (declared !== undefined) kinds.set(String((declared['id'] as { name?: string }).name), 'instance of BrowserWindow')
      }
    })
  }

  walk(program, (node) => {
    if (node.type === 'MemberExpression' && node['computed'] !== true) {
      const kind = kindOf(node['object'])
      if (kind === undefined || kind.startsWith('list of ')) return
      const member = String((node['property'] as { name?: string }).name)
      // A class's own members are the static ones; an object that was imported has no other.
      const owner = kind.startsWith('instance of ') ? kind.slice('instance of '.length) : Object.keys(CLASSES).includes(kind) || kind === 'Menu' ? `${kind}Static` : kind
      uses.set(`${owner}.${member}`, file)
    }
    if (node.type === 'CallExpression') {
      const callee = node['callee'] as Node
      if (callee.type !== 'MemberExpression') return
      const kind = kindOf(callee['object'])?.replace('instance of ', '')
      const [first] = node['arguments'] as readonly Node[]
      if (kind !== undefined && LISTENING.includes(String((callee['property'] as { name?: string }).name)) && typeof first?.['value'] === 'string' && kind !== 'ipcMain' && kind !== 'ipcRenderer') {
        uses.set(`event:${kind}.${first['value']}`, file)
      }
    }
  })
  return uses
}

/** Electron's own declarations: the members of each interface and class (its bases' too), and the values that the module exports. */
export function declaredBy(file: string): { readonly members: (name: string) => ReadonlySet<string>; readonly exports: ReadonlySet<string>; readonly events: (name: string) => ReadonlySet<string> } {
  const program = parseSync(file, readFileSync(file, 'utf8')).program as unknown as Node // as above
  const own = new Map<string, { readonly members: Set<string>; readonly events: Set<string>; readonly bases: Set<string> }>()
  const exports = new Set<string>()
  const nameOf = (key: unknown): string => String((key as { name?: string; value?: string }).name ?? (key as { value?: string }).value)
  walk(program, (node) => {
    if (node.type === 'TSInterfaceDeclaration' || node.type === 'ClassDeclaration') {
      const name = String((node['id'] as { name: string }).name)
      const known = own.get(name) ?? { members: new Set<string>(), events: new Set<string>(), bases: new Set<string>() }
      own.set(name, known)
      const bases = [...((node['extends'] as readonly Node[] | undefined) ?? []).map((base) => base['expression'] as Node), ...(isNode(node['superClass']) ? [node['superClass']] : [])]
      for (const base of bases) known.bases.add(nameOf(base['property'] ?? base))
      for (const member of ((node['body'] as Node)['body'] ?? []) as readonly Node[]) {
        if (!isNode(member['key'])) continue
        const key = nameOf(member['key'])
        known.members.add(key)
        if (!LISTENING.includes(key)) continue
        walk(member, (inner) => {
          if (inner.type === 'TSLiteralType' && typeof (inner['literal'] as { value?: unknown }).value === 'string') known.events.add(String((inner['literal'] as { value: string }).value))
        })
      }
    }
    if (node.type === 'TSModuleDeclaration' && (node['id'] as { name?: string }).name === 'CrossProcessExports') {
      walk(node, (inner) => {
        if (inner.type === 'VariableDeclaration') for (const declared of inner['declarations'] as readonly Node[]) exports.add(nameOf(declared['id']))
        if (inner.type === 'ClassDeclaration') exports.add(nameOf(inner['id']))
      })
    }
  })
  const gather = (name: string, part: 'members' | 'events', seen = new Set<string>()): Set<string> => {
    const found = own.get(name)
    if (found === undefined || seen.has(name)) return new Set()
    seen.add(name)
    return new Set([...found[part], ...[...found.bases].flatMap((base) => [...gather(base, part, seen)])])
  }
  return { members: (name) => gather(name, 'members'), exports, events: (name) => gather(name, 'events') }
}
