/** Text that must not be committed. Each pattern is written so that it does not match itself. */
const FORBIDDEN: readonly { readonly pattern: RegExp; readonly rule: string }[] = [
  { pattern: /\b(?:TOD[O]|FIXM[E]|HAC[K])\b/, rule: 'no unfinished work is committed: do it, or write an issue' },
  { pattern: /(?<![\w.-])\/(?:wor[k]\/(?:main|shared|\.library)|roo[t]\/|Use[r]s\/\w)/, rule: 'no path of one machine is committed' },
  { pattern: /\bregistr[y]\.[a-z0-9-]+\.[a-z]{2,}|"resolve[d]":|\b(?:artifactor[y]|verdacci[o])\b/i, rule: 'no registry host is committed' },
  { pattern: /^(?:<{7}|>{7}) /m, rule: 'no half-merged file is committed' },
]

/** Every line of a file that holds forbidden text: `path:line  rule`. */
export function forbiddenWords(path: string, text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) => FORBIDDEN.filter(({ pattern }) => pattern.test(line)).map(({ rule }) => `${path}:${index + 1}  ${rule}`))
}

/** Files that are read: text of our own, not data taken from elsewhere as it was published. */
export function isOwnText(path: string): boolean {
  return /\.(?:tsx?|mjs|cjs|css|html|md|json|ya?ml|sh)$|^\.|\/run$/.test(path)
}
