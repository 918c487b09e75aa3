import { app } from 'electron'
import { join } from 'node:path'

/** `resources/` of the project; beside the archive once packaged (`extraResources`). */
export function resourcesFolder(): string {
  return app.isPackaged ? join(process.resourcesPath, 'resources') : join(app.getAppPath(), 'resources')
}
