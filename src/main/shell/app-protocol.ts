import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { SECURITY_HEADERS } from './content-security-policy.ts'
import { isOurs, SCHEME } from './origin.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
}

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, codeCache: true } }])
}

/** Answers `app://resguardo/…` from the built pages, the document with what `fill` makes of it. GET only; nothing outside `pages` can be reached. */
export function answerScheme(pages: string, fill: (document: string) => Promise<string>): void {
  protocol.handle(SCHEME, async (request) => {
    if (request.method !== 'GET' || !isOurs(request.url)) return refused(403)
    const path = decodeURIComponent(new URL(request.url).pathname)
    const file = normalize(join(pages, path === '/' ? 'index.html' : path))
    const type = TYPES[extname(file)]
    if (!file.startsWith(pages + sep) || type === undefined) return refused(404)
    try {
      const content = await readFile(file)
      return new Response(file === join(pages, 'index.html') ? await fill(content.toString()) : content, { headers: { ...SECURITY_HEADERS, 'content-type': type } })
    } catch {
      return refused(404)
    }
  })
}

function refused(status: number): Response {
  return new Response(null, { status, headers: SECURITY_HEADERS })
}
