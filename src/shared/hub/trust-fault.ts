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
  'groundless', // it decides or publishes a post as that post did not stand
  'unknown-type', // of a kind, or a form, that this version of the app does not know
  'malformed', // its content is not what events of its type hold
  'unreadable', // taken over, and the pages could not be made from it: it has no effect on them
  'after-quarantined', // an event of its stream before it waits
] as const
export type TrustFault = (typeof trustFaults)[number]

/**
 * Faults that follow from the event's own bytes and from what stands before it, so that every machine finds the same: such an event is void. It
 * counts for nothing anywhere, it keeps its place in the hub's order, and its stream goes on after it.
 */
export const voidFaults = [
  'unknown-signer', 'forged', 'revoked', 'expired', 'actor', 'role', 'office', 'not-permitted', 'audience', 'own-work', 'groundless', 'malformed',
] as const satisfies readonly TrustFault[] // prettier-ignore

/**
 * Whether an event with such a fault is void. With another it waits and bars its stream: only a hub that lies can show one that was altered or
 * does not follow, and one of a kind that is not known is judged by the version that knows it.
 */
export function isVoid(fault: string): boolean {
  return voidFaults.some((one) => one === fault)
}

/**
 * Whether a machine tells the hub of an event with such a fault, for who answers for the record: not of what waits for another version of the app, or for
 * an event before it.
 */
export function isTold(fault: string): boolean {
  return fault !== 'unknown-type' && fault !== 'after-quarantined' && trustFaults.some((one) => one === fault)
}

/** Whether an event with such a fault bars what follows it in its stream. */
export function bars(fault: string): boolean {
  return fault !== 'unreadable' && !isVoid(fault)
}
