/** Read by Node before an app that a test starts (`app.ts`). */
import { takeLeastArgon2 } from '#tests/kit/least-argon2.ts'

takeLeastArgon2()
