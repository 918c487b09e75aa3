import { parentPort } from 'node:worker_threads'
import { checkSignatures, readForms, type SignatureTask } from './signature-range.ts'

/** Runs `checkSignatures` on a core of its own, task by task. */
// `signatures.ts` is the only one that starts this worker; it sends SignatureTasks.
parentPort?.on('message', (task: SignatureTask) => void readForms().then(() => parentPort?.postMessage(checkSignatures(task))))
