import { expect, test } from 'vitest'
import { leaving } from '#main/shell/leaving.ts'
import { manualTimers } from '#tests/kit/manual-timers.ts'

function setUp(stop: () => Promise<void>, close: () => void = () => {}) {
  const done: string[] = []
  const timers = manualTimers()
  const onWillQuit = leaving({
    stop: async () => {
      done.push('stop')
      await stop()
    },
    close() {
      done.push('close')
      close()
    },
    quit: () => done.push('quit'),
    timers,
    log: { warn: () => done.push('warned'), fault: () => `${done.push('fault')}` },
  })
  /** Whether this quit was held back. */
  const ask = (): boolean => {
    let held = false
    onWillQuit({ preventDefault: () => (held = true) })
    return held
  }
  return { ask, done, timers }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('ends what runs, closes the record, then quits', async () => {
  const { ask, done } = setUp(() => Promise.resolve())
  expect(ask()).toBe(true)
  await settled()
  expect(done).toEqual(['stop', 'close', 'quit'])
  expect(ask()).toBe(false)
})

test('holds back a second quit until the first has ended everything', async () => {
  let ended = (): void => {}
  const { ask, done } = setUp(() => new Promise((resolve) => (ended = resolve)))
  expect([ask(), ask()]).toEqual([true, true])
  expect(done).toEqual(['stop'])
  ended()
  await settled()
  expect(done).toEqual(['stop', 'close', 'quit'])
})

test('leaves although something fails on the way', async () => {
  const { ask, done } = setUp(
    () => Promise.reject(new Error('no bus')),
    () => {
      throw new Error('busy')
    },
  )
  ask()
  await settled()
  expect(done).toEqual(['stop', 'fault', 'close', 'fault', 'quit'])
})

test('leaves although something never answers', async () => {
  const { ask, done, timers } = setUp(() => new Promise(() => {}))
  ask()
  timers.advance(5_000)
  await settled()
  expect(done).toEqual(['stop', 'warned', 'close', 'quit'])
})
