import { never } from '#shared/kernel/never.ts'
import type { Allows, Fence, Forbids, Islands, NeverReaches } from './fence.ts'
import { fits, folderOf } from './glob.ts'
import type { Import, Source } from './read-source.ts'

export type Violation = { readonly path: string; readonly line: number; readonly what: string; readonly rule: string; readonly reason: string }

type Sources = ReadonlyMap<string, Source>
type Find = (path: string, line: number, what: string) => void

/** Every place where a file crosses a fence, in the order of the fences. */
export function checkFences(sources: Sources, fences: readonly Fence[]): readonly Violation[] {
  const violations: Violation[] = []
  for (const fence of fences) {
    const find: Find = (path, line, what) => violations.push({ path, line, what, rule: fence.rule, reason: fence.reason })
    switch (fence.kind) {
      case 'forbids':
        checkForbids(sources, fence, find)
        break
      case 'allows':
        checkAllows(sources, fence, find)
        break
      case 'islands':
        checkIslands(sources, fence, find)
        break
      case 'never-reaches':
        checkReach(sources, fence, find)
        break
      default:
        never(fence)
    }
  }
  return violations
}

/** One line per violation: where, what, the rule, and its reason. */
export function sayViolation({ path, line, what, rule, reason }: Violation): string {
  return `${path}:${line}  ${what}\n    ${rule}. ${reason}`
}

function checkForbids(sources: Sources, fence: Forbids, find: Find): void {
  for (const [path, source] of sources) {
    if (!fits(path, fence.files) || fits(path, fence.except ?? [])) continue
    for (const imported of source.imports) {
      if (!fits(imported.target, fence.imports ?? [])) continue
      const what = forbiddenPart(imported, fence)
      if (what !== undefined) find(path, imported.line, what)
    }
    for (const { what, line } of source.uses) if (fits(what, fence.uses ?? [])) find(path, line, what)
  }
}

/** What of an import is forbidden, or undefined. */
function forbiddenPart(imported: Import, fence: Forbids): string | undefined {
  if (fence.typesMay === true && imported.typeOnly) return undefined
  if (fence.names === undefined) return `imports ${imported.target}`
  const bad = imported.names.filter(({ name, typeOnly }) => fence.names?.includes(name) === true && !(fence.typesMay === true && typeOnly))
  return bad.length === 0 ? undefined : `imports ${bad.map(({ name }) => name).join(', ')} of ${imported.target}`
}

function checkAllows(sources: Sources, fence: Allows, find: Find): void {
  for (const [path, source] of sources) {
    if (!fits(path, fence.files)) continue
    for (const { target, line } of source.imports) if (!fits(target, fence.imports)) find(path, line, `imports ${target}`)
  }
}

function checkIslands(sources: Sources, fence: Islands, find: Find): void {
  for (const [path, source] of sources) {
    const own = folderOf(path, fence.folders)
    if (own === undefined) continue
    for (const { target, line } of source.imports) {
      const other = folderOf(target, fence.folders)
      if (other !== undefined && other !== own && !fits(target, fence.doors)) find(path, line, `imports ${target}`)
    }
  }
}

function checkReach(sources: Sources, fence: NeverReaches, find: Find): void {
  const next = stepsTowards(sources, fence.target)
  for (const [path, source] of sources) {
    if (!fits(path, fence.files)) continue
    for (const { target, line, typeOnly } of source.imports) {
      // Said once, where the chain leaves these files: the next file's own imports are its own violations.
      if (typeOnly || fits(target, fence.files)) continue
      const chain = [target]
      for (let step = next.get(target); step !== undefined; step = next.get(step)) chain.push(step)
      if (isOf(fence.target, chain.at(-1) ?? '')) find(path, line, `reaches ${chain.join(' → ')}`)
    }
  }
}

/** For every file from which value imports lead to the package: the next file on the way. */
function stepsTowards(sources: Sources, target: string): ReadonlyMap<string, string> {
  const next = new Map<string, string>()
  for (let found = true; found; ) {
    found = false
    for (const [path, source] of sources) {
      if (next.has(path)) continue
      const step = source.imports.find((imported) => !imported.typeOnly && (isOf(target, imported.target) || next.has(imported.target)))
      if (step === undefined) continue
      next.set(path, step.target)
      found = true
    }
  }
  return next
}

function isOf(target: string, specifier: string): boolean {
  return specifier === target || specifier.startsWith(`${target}/`)
}
