/**
 * The passphrase of every invented person of the demonstration (`npm start -- --demo`). It protects nothing: the demonstration has a
 * data folder of its own, its passwords are made up when it is built, and the lock screen says this phrase.
 */
export const demoPassphrase = 'solo datos inventados'
