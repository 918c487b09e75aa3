import { parentPort } from 'node:worker_threads'
import { type RangeTask, verifyRange } from './verify-range.ts'

/** Runs `verifyRange` on a core of its own, range after range as they are handed out; posts numbers (progress) and last the answer to each. */
// `verify.ts` is the only one that starts this worker; it sends RangeTasks, and null when there are no more.
parentPort?.on('message', (task: RangeTask | null) => {
  if (task === null) parentPort?.close()
  else parentPort?.postMessage(verifyRange(task, (count) => parentPort?.postMessage(count)))
})
