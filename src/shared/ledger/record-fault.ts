/** What can be wrong with the record; each has a sentence in the catalogue. */
export const recordFaults = [
  'missing', // a position with no event, or fewer events than were ever written
  'altered', // its content does not give its hash
  'unknown-signer', // nobody registered that key before
  'forged', // the signature is not that signer's
  'out-of-order', // it was not signed after the event that stands before it
  'out-of-chain', // its place in the signer's chain does not follow
  'out-of-stream', // its version does not follow in its stream
  'rolled-back', // the file is older than what the vault's pin names
  'other-root', // the file hangs from another signer than the pinned one
] as const
export type RecordFault = (typeof recordFaults)[number]
