import { guarded, NotOffered } from '#runtime/chromium/guard.ts'
import { runtime } from '#runtime/chromium/runtime.ts'
import type { Offered } from '#runtime/chromium/surface.ts'
import { runInToolsPage, toolsPageSettled } from '#runtime/chromium/tools-page.ts'

/** The formats that a page can put on the system's clipboard. */
const WEB_FORMATS = ['text/plain', 'text/html', 'image/png']
/** Electron's spelling of a format of the operating system's own, such as the marks "do not keep this in the history". */
const RAW_FORMAT = /^electron application\/osclipboard/
const BOOKMARK = 'electron application/bookmark'
/** Milliseconds that leaving waits for the clipboard's last command. */
const SETTLE_PATIENCE = 2000

type Part = string | Blob | Electron.ClipboardBookmark | Promise<Blob | string>

/** One entry of the clipboard, in several formats: Electron's class. */
export class ClipboardItem {
  private readonly parts: Readonly<Record<string, Part>>

  constructor(parts: Readonly<Record<string, Part>>) {
    if (Object.keys(parts).length === 0) throw new TypeError('A ClipboardItem needs at least one format.')
    this.parts = parts
  }

  get types(): string[] {
    return Object.keys(this.parts)
  }

  async getType(type: string): Promise<Blob> {
    const part = await this.parts[type]
    if (part === undefined || type === BOOKMARK) throw new Error(`The type '${type}' was not found`)
    return part instanceof Blob ? part : new Blob([String(part)], { type })
  }
}

let saidUnmarked = false

async function written(item: ClipboardItem): Promise<string> {
  const parts: string[] = []
  for (const type of item.types) {
    if (RAW_FORMAT.test(type)) {
      // A page cannot write it. The text is copied all the same (whoever copies a password clears it soon), and that is said.
      if (!saidUnmarked) runtime().say('The Chromium runtime cannot mark what is copied as secret: a clipboard history may keep it until it is cleared.')
      saidUnmarked = true
      continue
    }
    if (!WEB_FORMATS.includes(type)) throw new NotOffered(`ClipboardItem of type '${type}'`)
    const bytes = Buffer.from(await (await item.getType(type)).arrayBuffer())
    parts.push(`${JSON.stringify(type)}: new Blob([Uint8Array.from(atob(${JSON.stringify(bytes.toString('base64'))}), (letter) => letter.charCodeAt(0))], { type: ${JSON.stringify(type)} })`)
  }
  return `new ClipboardItem({ ${parts.join(', ')} })`
}

/** The system's clipboard, over a page that nobody sees (`tools-page.ts`). Commands are done in the order in which they were given. */
export const clipboard = guarded('clipboard', {
  async readText(): Promise<string> {
    return String(await runInToolsPage('navigator.clipboard.readText()'))
  },
  async writeText(text: string): Promise<void> {
    await runInToolsPage(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
  },
  async write(items: ClipboardItem[]): Promise<void> {
    const entries = await Promise.all(items.map(written))
    await runInToolsPage(`navigator.clipboard.write([${entries.join(', ')}])`)
  },
  async read(): Promise<ClipboardItem[]> {
    const found = (await runInToolsPage(`(async () => {
      const items = await navigator.clipboard.read()
      return Promise.all(items.map((item) => Promise.all(item.types.map(async (type) => {
        const bytes = new Uint8Array(await (await item.getType(type)).arrayBuffer())
        let text = ''
        for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768))
        return [type, btoa(text)]
      }))))
    })()`)) as [string, string][][] // what the expression just made
    return found.map((parts) => new ClipboardItem(Object.fromEntries(parts.map(([type, base64]) => [type, new Blob([Buffer.from(base64, 'base64')], { type })]))))
  },
  async has(type: string): Promise<boolean> {
    if (!WEB_FORMATS.includes(type)) throw new NotOffered(`clipboard.has('${type}')`)
    const types = (await runInToolsPage('navigator.clipboard.read().then((items) => items.flatMap((item) => item.types))')) as string[] // as above
    return types.includes(type)
  },
  /** Leaves an empty text there: a page cannot leave nothing. */
  clear(): void {
    runInToolsPage("navigator.clipboard.writeText('')").catch(() => {})
  },
}) satisfies Offered<Omit<Electron.Clipboard, 'read' | 'write'>, 'clipboard'> & { read(): Promise<ClipboardItem[]>; write(items: ClipboardItem[]): Promise<void> }

/** Resolves when the clipboard has done what it was told, so that a secret is cleared before the browser is closed. */
export async function clipboardSettled(): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([toolsPageSettled(), new Promise((resolve) => (timer = setTimeout(resolve, SETTLE_PATIENCE)))])
  clearTimeout(timer)
}
