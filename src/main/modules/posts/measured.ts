import { open } from 'node:fs/promises'
import { imageSize } from 'image-size'

/** What a file shows, read from its own bytes: pixels as it is seen, and how long a film lasts. */
export type Measured = { readonly shape?: { readonly width: number; readonly height: number }; readonly seconds?: number }

/** A picture's header ends before this, a thick layer of camera data included. */
const HEADER = 1024 * 1024

/** Most pixels of a picture, and of one side: a few kilobytes can ask for gigabytes once they are opened. */
export const MOST_PIXELS = 100_000_000
export const LONGEST_SIDE = 20_000

/** Longest a film's index may take to be read, in milliseconds. */
const PATIENCE = 15_000

/** The measures of a kept file; undefined when it is not what its first bytes say. */
export async function measured(path: string, mime: string): Promise<Measured | undefined> {
  try {
    return mime.startsWith('image/') ? await ofPicture(path) : await ofFilm(path)
  } catch {
    return undefined // the parsers throw on whatever they do not understand
  }
}

/** Whether a picture would take more memory to open than any photo does. */
export function isBomb({ shape }: Measured): boolean {
  return shape !== undefined && (shape.width * shape.height > MOST_PIXELS || Math.max(shape.width, shape.height) > LONGEST_SIDE)
}

async function ofPicture(path: string): Promise<Measured> {
  const file = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(HEADER), 0, HEADER, 0)
    return pictureMeasures(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

/** The measures of a picture by its first bytes; throws on what is none. */
export function pictureMeasures(bytes: Uint8Array): Measured {
  const head = bytes.subarray(0, HEADER)
  const { type, orientation = 1, ...said } = imageSize(head)
  // A browser makes a GIF as large as its first frame, whatever the size that it begins with.
  const [width, height] = type === 'gif' ? largest([said.width, said.height], firstFrameOf(head)) : [said.width, said.height]
  if (!(width >= 1 && height >= 1)) throw new Error('a picture without a size')
  // From 5 on, the camera was held upright: it is shown turned.
  return { shape: orientation >= 5 ? { width: height, height: width } : { width, height } }
}

type Size = readonly [width: number, height: number]

const largest = (one: Size, other: Size): Size => [Math.max(one[0], other[0]), Math.max(one[1], other[1])]

/** How far the first frame of a GIF reaches (GIF89a, sections 18 to 20); throws where there is none among the first bytes. */
function firstFrameOf(bytes: Uint8Array): Size {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const colours = view.getUint8(10)
  let at = 13 + ((colours & 0x80) === 0 ? 0 : 3 << ((colours & 0x07) + 1))
  while (view.getUint8(at) === 0x21) {
    at += 2
    // The blocks of an extension, up to an empty one.
    while (view.getUint8(at) > 0) at += 1 + view.getUint8(at)
    at += 1
  }
  if (view.getUint8(at) !== 0x2c) throw new Error('a GIF without a frame')
  const word = (offset: number) => view.getUint16(at + offset, true)
  return [word(1) + word(5), word(3) + word(7)]
}

async function ofFilm(path: string): Promise<Measured | undefined> {
  // Loaded with the first film: nobody waits for it at the start.
  const { FilePathSource, Input, MATROSKA, MP4, QTFF, WEBM } = await import('mediabunny')
  const film = new Input({ formats: [MP4, QTFF, WEBM, MATROSKA], source: new FilePathSource(path) })
  let timer: NodeJS.Timeout | undefined
  try {
    const read = async (): Promise<Measured | undefined> => {
      const track = await film.getPrimaryVideoTrack()
      if (track === null) return undefined
      const [width, height, seconds] = await Promise.all([track.getDisplayWidth(), track.getDisplayHeight(), track.computeDuration()])
      return width > 0 && height > 0 ? { shape: { width: Math.round(width), height: Math.round(height) }, seconds: Math.round(seconds * 10) / 10 } : undefined
    }
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), PATIENCE)
    })
    return await Promise.race([read(), late])
  } finally {
    clearTimeout(timer)
    film.dispose()
  }
}
