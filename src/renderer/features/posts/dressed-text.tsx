import { Fragment } from 'react'
import type { Network } from '#shared/accounts/network.ts'
import { findAll } from '#shared/rules/found.ts'
import { xLinks } from '#shared/rules/x-links.ts'
import styles from './preview.module.css'

/** Longest text whose links, hashtags and mentions are told apart: no network takes more. */
const LONGEST = 70_000
/** Networks that show a link in a caption as plain text. */
const PLAIN_LINKS: readonly Network[] = ['instagram', 'tiktok']

/** A text with its hashtags, mentions and links in the colour that networks give them. It is text: nothing in it is followed or run. */
export function DressedText({ text, network }: { readonly text: string; readonly network: Network }) {
  if (text.length > LONGEST) return text
  const marks = [
    ...findAll(text, /(?<![\p{L}\p{N}&_])#[\p{L}\p{N}_]+/gu),
    ...findAll(text, /(?<![\p{L}\p{N}._%+@/-])@[\p{L}\p{N}_.]{2,}/gu),
    ...(PLAIN_LINKS.includes(network) ? [] : xLinks(text).map((link) => ({ start: link.start, end: link.start + link.text.length }))),
  ].toSorted((one, other) => one.start - other.start)
  let at = 0
  return (
    <>
      {marks.map(({ start, end }) => {
        if (start < at) return null
        const before = text.slice(at, start)
        at = end
        return (
          <Fragment key={start}>
            {before}
            <span className={styles['mark']}>{text.slice(start, end)}</span>
          </Fragment>
        )
      })}
      {text.slice(at)}
    </>
  )
}
