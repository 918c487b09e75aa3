const made = new Map<string, RegExp>()

/** Whether a path or name fits one of the globs (`*` within a folder, `**` across folders, `{a,b}` either). */
export function fits(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => expressionOf(glob).test(path))
}

/** The part of the path that a folder glob covers (`src/features/*` of `src/features/posts/a.ts` is `src/features/posts`). */
export function folderOf(path: string, glob: string): string | undefined {
  const depth = glob.split('/').length
  const parts = path.split('/')
  const folder = parts.slice(0, depth).join('/')
  return parts.length > depth && fits(folder, [glob]) ? folder : undefined
}

function expressionOf(glob: string): RegExp {
  const known = made.get(glob)
  if (known !== undefined) return known
  const source = glob.replaceAll(/\*\*\/?|\*|\{([^}]*)\}|[.+?^$()|[\]\\]/g, (token, either: string | undefined) => {
    if (token === '**/') return '(?:.*/)?'
    if (token === '**') return '.*'
    if (token === '*') return '[^/]*'
    if (either !== undefined) return `(?:${either.split(',').map(escape).join('|')})`
    return escape(token)
  })
  const expression = new RegExp(`^${source}$`)
  made.set(glob, expression)
  return expression
}

function escape(text: string): string {
  return text.replaceAll(/[.+?^$()|[\]\\]/g, String.raw`\$&`)
}
