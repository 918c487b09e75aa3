/**
 * Why a publication is still open: copied and nobody said what came of it; in doubt; seen on the network without its proof; proven with
 * differences, and the promised withdrawal or correction is not done.
 */
export const openStates = ['copied', 'doubted', 'found', 'to-withdraw', 'to-correct'] as const
export type OpenState = (typeof openStates)[number]
