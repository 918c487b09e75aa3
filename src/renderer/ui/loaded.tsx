import { type ComponentType, useEffect, useState } from 'react'

/**
 * A part whose code is fetched when it is first drawn; until then nothing is in its place. Used instead of `React.lazy`, which shows what was waited for
 * 300 ms after something began to wait at the earliest, while the code comes from this machine's disk in some 20 ms. A fetch that fails is thrown to the
 * next error boundary; whoever draws the part anew fetches it again.
 */
export function loaded<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let coming: Promise<ComponentType<Props>> | undefined
  let part: ComponentType<Props> | undefined
  return function Loaded(props) {
    const [fault, setFault] = useState<{ readonly thrown: unknown }>()
    const [Part, setPart] = useState(() => part)
    useEffect(() => {
      if (part !== undefined) return setPart(() => part)
      let wanted = true
      coming ??= load()
      coming.then(
        (come) => {
          part = come
          if (wanted) setPart(() => come)
        },
        (thrown: unknown) => {
          coming = undefined
          if (wanted) setFault({ thrown })
        },
      )
      return () => {
        wanted = false
      }
    }, [])
    if (fault !== undefined) throw fault.thrown
    return Part === undefined ? null : <Part {...props} />
  }
}
