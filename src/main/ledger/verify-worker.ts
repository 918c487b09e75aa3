import { parentPort, workerData } from 'node:worker_threads'
import { type RangeTask, verifyRange } from './verify-range.ts'

/** Runs `verifyRange` on a core of its own; posts numbers (progress) and last the answer. */
// `verify.ts` is the only one that starts this worker, and gives it a RangeTask.
parentPort?.postMessage(verifyRange(workerData as RangeTask, (count) => parentPort?.postMessage(count)))
