import type { Plugin } from 'vite'

/** The one module of the window's packages that empties an element by writing markup, and how it says so. */
const ANNOUNCER = /react-aria\/dist\/private\/live-announcer\/LiveAnnouncer\.m?js$/
const EMPTIED = /\.innerHTML = ''/g

/**
 * Lets react-aria's announcer empty its elements without markup: under Trusted Types (which the window has, with no policy at all) writing
 * even an empty text to `innerHTML` throws, and a date field that leaves the page after something was announced would take the screen with it.
 * The build fails when the package no longer does it, so that this goes then.
 */
export function withoutMarkup(): Plugin {
  return {
    name: 'without-markup',
    transform(code, id) {
      if (!ANNOUNCER.test(id.split('?')[0] ?? '')) return undefined
      const mended = code.replaceAll(EMPTIED, '.replaceChildren()')
      if (mended === code) this.error('react-aria empties its announcer without markup now: remove this plugin')
      return { code: mended, map: null }
    },
  }
}
