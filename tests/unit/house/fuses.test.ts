import { FuseV1Options } from '@electron/fuses'
import { expect, test } from 'vitest'
import { FUSES } from '../../../scripts/package/fuses.mjs'

test('every fuse of Electron is decided, by name', () => {
  const all = Object.values(FuseV1Options).filter((value) => typeof value === 'number')
  expect(Object.keys(FUSES).map(Number)).toEqual(all)
})

test('the packaged program cannot be used as a Node and loads only its own archive', () => {
  expect(FUSES).toMatchObject({
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  })
})
