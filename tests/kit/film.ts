import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, MovOutputFormat, Mp4OutputFormat, Output, WebMOutputFormat } from 'mediabunny'

const formats = { mp4: Mp4OutputFormat, mov: MovOutputFormat, webm: WebMOutputFormat } as const

/** A film of a length and size whose frames hold nothing: the container is sound, as a camera writes it. */
export async function film(container: keyof typeof formats, { seconds, width, height, rotation = 0 }: { readonly seconds: number; readonly width: number; readonly height: number; readonly rotation?: 0 | 90 }): Promise<Buffer> {
  const target = new BufferTarget()
  const output = new Output({ format: new formats[container](), target })
  const source = new EncodedVideoPacketSource('vp9')
  output.addVideoTrack(source, { rotation: container === 'webm' ? 0 : rotation })
  await output.start()
  for (let second = 0; second < seconds; second++) {
    await source.add(new EncodedPacket(new Uint8Array([0x82, 0x49, 0x83, second % 256]), 'key', second, 1), {
      decoderConfig: { codec: 'vp09.00.10.08', codedWidth: width, codedHeight: height },
    })
  }
  await output.finalize()
  if (target.buffer === null) throw new Error('the film was not written')
  return Buffer.from(target.buffer)
}
