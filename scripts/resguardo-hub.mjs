#!/usr/bin/env node
// The command of whoever administers the institution's PostgreSQL: `npx resguardo-hub init …`. What it can do: scripts/resguardo-hub.ts.
process.argv.splice(2, 0, 'resguardo-hub')
await import('./run.mjs')
