// electron-builder's afterPack: flips Electron's fuses in the packed binary, before it is signed. electron-builder's own setting knows
// eight of the nine, and `strictlyRequireAllFuses` fails the packaging when a newer Electron brings one that nobody decided on.
import { join } from 'node:path'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'

/** Each fuse, decided. */
export const FUSES = {
  // The packaged program is the app and cannot be used as a Node.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Code is loaded from the archive only, and the archive is what was built (checked on Windows and macOS).
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // There is no snapshot of our own.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Pages come from app://, never from file:.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Keeps WebAssembly's bounds checks in hardware; Electron's own default.
  [FuseV1Options.WasmTrapHandlers]: true,
}

/** @param {import('electron-builder').AfterPackContext} context */
export default async function flip({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename
  const program = {
    darwin: join(`${name}.app`, 'Contents', 'MacOS', name),
    win32: `${name}.exe`,
    linux: 'executableName' in packager ? String(packager.executableName) : name,
  }[electronPlatformName]
  if (program === undefined) throw new Error(`no fuses are decided for ${electronPlatformName}`)
  await flipFuses(join(appOutDir, program), {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    // An unsigned macOS binary on Apple's processors does not start when its content no longer fits its signature.
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
    ...FUSES,
  })
}
