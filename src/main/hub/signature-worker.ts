import { parentPort } from 'node:worker_threads'
import { checkSignatures, readForms, type SignatureTask } from './signature-range.ts'

/** Runs `checkSignatures` on a core of its own, task by task. */
// `signatures.ts` is the only one that starts this worker; it sends SignatureTasks, and null when there are no more.
parentPort?.on('message', (task: SignatureTask | null) => {
  if (task === null) parentPort?.close()
  else void readForms().then(() => parentPort?.postMessage(checkSignatures(task)))
})
