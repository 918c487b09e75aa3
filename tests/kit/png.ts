import { crc32, deflateSync } from 'node:zlib'

/** A sound PNG of a size, in one grey: another `seed` gives other bytes. A size alone, however large, takes few bytes: the rows are left out (`hollow`). */
export function png(seed: number, { width = 4, height = 3, hollow = false }: { readonly width?: number; readonly height?: number; readonly hollow?: boolean } = {}): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8) // eight bits of grey
  const rows = hollow ? Buffer.alloc(0) : Buffer.alloc((width + 1) * height, seed)
  // Each row begins with the number of its filter: none.
  if (!hollow) for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([size, named, sum])
}
