/** Why an event that a hub handed over was put aside instead of taken over; each has a sentence in the catalogue. */
export const trustFaults = [
  'altered', // its content does not give its hash
  'unknown-signer', // nobody made that key known before it
  'forged', // the signature is not that key's
  'revoked', // the key, or its person, was revoked before it
  'expired', // an invitation's key after its day
  'out-of-chain', // its place in the signer's chain does not follow
  'out-of-order', // it names a later event as the newest before it
  'out-of-stream', // its version does not follow in its stream
  'actor', // the key is not one that may sign for that person
  'role', // the person did not hold that role then
  'office', // the person was not of that office then
  'not-permitted', // that role may not do that
  'audience', // not for those readers
  'own-work', // who wrote it may not decide it
  'unknown-type', // of a kind, or a form, that this version of the app does not know
  'unreadable', // its content is not what events of its type hold: the pages cannot be made from it
  'after-quarantined', // an event of its stream before it was put aside
] as const
export type TrustFault = (typeof trustFaults)[number]
