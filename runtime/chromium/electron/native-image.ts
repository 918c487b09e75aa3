import { guarded } from '#runtime/chromium/guard.ts'

/** A picture that the browser took, as PNG bytes. */
export function imageOf(png: Buffer): Electron.NativeImage {
  const image = {
    toPNG: (): Buffer => png,
    toDataURL: (): string => `data:image/png;base64,${png.toString('base64')}`,
    isEmpty: (): boolean => png.length === 0,
    // Width and height stand at these places of a PNG's first chunk (RFC 2083, 4.1.1).
    getSize: (): Electron.Size => (png.length < 24 ? { width: 0, height: 0 } : { width: png.readUInt32BE(16), height: png.readUInt32BE(20) }),
  } satisfies Pick<Electron.NativeImage, 'toPNG' | 'toDataURL' | 'isEmpty' | 'getSize'>
  return guarded('nativeImage', image) as unknown as Electron.NativeImage // the guard answers for the members that are missing
}
