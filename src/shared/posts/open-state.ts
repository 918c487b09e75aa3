/**
 * Why a publication that is out, or may be, is still open: copied and nobody said what came of it; in doubt; seen on the network without its proof; proven
 * with differences, and the promised withdrawal or correction is not done.
 */
export const outStates = ['copied', 'doubted', 'found', 'to-withdraw', 'to-correct'] as const
export type OutState = (typeof outStates)[number]

/** The same, and before it: approved, and neither copied nor said not to happen. */
export const openStates = ['to-copy', ...outStates] as const
export type OpenState = (typeof openStates)[number]
