import { clipboard, ClipboardItem } from 'electron'
import type { SecretClipboard } from '#main/keychain/exposure.ts'

/** The clipboard as the app needs it: secrets marked as such, plain text, and a picture that was pasted. */
export interface Clipboard extends SecretClipboard {
  writeText(text: string): Promise<void>
  /** The picture on the clipboard as PNG; undefined when there is none. */
  image(): Promise<Uint8Array | undefined>
}

/** A raw format of the system's clipboard, as Electron names it. */
const raw = (format: string): string => `electron application/osclipboard;format="${format}"`
const FOUR_ZEROS = new Blob([new Uint8Array(4)])

/** What each system's clipboard history and cloud clipboard understand as "do not keep this". */
const marks: Readonly<Partial<Record<NodeJS.Platform, Readonly<Record<string, Blob>>>>> = {
  win32: {
    [raw('ExcludeClipboardContentFromMonitorProcessing')]: FOUR_ZEROS,
    [raw('CanIncludeInClipboardHistory')]: FOUR_ZEROS,
    [raw('CanUploadToCloudClipboard')]: FOUR_ZEROS,
  },
  darwin: { [raw('org.nspasteboard.ConcealedType')]: new Blob(['']) },
  linux: { [raw('x-kde-passwordManagerHint')]: new Blob(['secret']) },
}

export const systemClipboard: Clipboard = {
  writeConcealed: (text) => clipboard.write([new ClipboardItem({ 'text/plain': text, ...marks[process.platform] })]),
  readText: () => clipboard.readText(),
  clear: async () => clipboard.clear(),
  writeText: (text) => clipboard.writeText(text),
  async image() {
    if (!(await clipboard.has('image/png'))) return undefined
    for (const item of await clipboard.read()) {
      if (!item.types.includes('image/png')) continue
      const blob = await item.getType('image/png')
      if (blob instanceof Blob) return new Uint8Array(await blob.arrayBuffer())
    }
    return undefined
  },
}
