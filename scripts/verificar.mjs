// The verifier of evidence kits, where the repository's other commands are: `node scripts/verificar.mjs FOLDER`.
import '../resources/evidence/verificar.mjs'
