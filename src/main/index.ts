import { app } from 'electron'
import { startApp } from '#main/shell/start.ts'
import { prepareApp } from '#main/shell/prepare.ts'

// What must be said before Electron is ready: the scheme, the sandbox, where the data lie, and that there is one of us.
const prepared = prepareApp(process.argv)
if (prepared === undefined) app.exit(0)
else void app.whenReady().then(() => startApp(prepared))
