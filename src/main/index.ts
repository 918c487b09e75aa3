import { app } from 'electron'
import { installationStands } from '#main/shell/installation-failure.ts'
import { preferencesFile } from '#main/shell/preferences-file.ts'
import { prepareApp, type Prepared } from '#main/shell/prepare.ts'
import { startApp } from '#main/shell/start.ts'
import { systemClock } from '#main/shell/system-clock.ts'
import { en } from '#main/words/en.ts'
import { es } from '#main/words/es.ts'

// What must be said before Electron is ready: the scheme, the sandbox, where the data lie, and that there is one of us.
const prepared = prepareApp(process.argv)
if (prepared === undefined) app.exit(0)
else void app.whenReady().then(() => start(prepared))

async function start(ready: Prepared): Promise<void> {
  const words = { es, en }[preferencesFile(ready.folder.root).get().language]
  if (await installationStands(ready.folder, words, systemClock)) return startApp(ready)
  app.quit()
}
