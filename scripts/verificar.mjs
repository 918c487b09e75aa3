// The verifier of evidence kits, where the repository's other commands are: `node scripts/verificar.mjs FOLDER`. It is kept with the app's
// data, because a copy of it goes into every kit.
await import(new URL('../resources/evidence/verificar.mjs', import.meta.url).href)
