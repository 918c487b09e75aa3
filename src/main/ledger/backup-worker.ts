import { parentPort } from 'node:worker_threads'
import { isSoundFile } from './backup.ts'

/** Reads copies of the ledger through on a core of its own; posts of each whether it is whole. */
// `backup.ts` is the only one that starts this worker; it sends a file's path at a time.
parentPort?.on('message', (file: string) => parentPort?.postMessage(isSoundFile(file)))
