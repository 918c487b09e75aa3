/** Checks enough rows for the threads to be asked, says what came of it, and has nothing else to do. */
import { signatures } from '#main/hub/signatures.ts'

const row = { id: 'e', position: 1, stream: 's/1', version: 1, audience: '', type: 't', schema: 1, payload: '{}', actor: 'a', role: 'r', office: 'o', at: '', signer: 'k', signer_sequence: 1, previous: '', after: '', hash: '', signature: '' }
const found = await signatures(new URL('../../../src/main/hub/signature-worker.ts', import.meta.url)).check(Array.from({ length: 500 }, () => row), {})
process.stdout.write(`${found.length} ${[...new Set(found)].join(' ')}`)
