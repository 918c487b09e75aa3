import { type ReactNode, useEffect } from 'react'
import { useLocation } from 'wouter'
import type { BrandNow, ShellInfo } from '../bridge/first-answers.ts'
import { useMe } from '../bridge/me.ts'
import { useWords } from '../i18n/words.ts'
import { Mark } from '../theme/mark.tsx'
import { classNames } from '../ui/class-names.ts'
import { DangerIcon, SearchIcon } from '../ui/icons.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import { Tooltip, useTooltip } from '../ui/tooltip.tsx'
import { openPalette, useFrame } from './frame-store.ts'
import { keyLabel } from './keys.ts'
import { type Place, placeOf, placesFor } from './places.ts'
import styles from './rail.module.css'

/** The way to every place. Below 960 px only its icons, each with its name as a tip. */
export function Rail({ brand, info, route }: { readonly brand: BrandNow | undefined; readonly info: ShellInfo; readonly route: string }) {
  const { app } = useWords()
  const { roles } = useMe()
  const [, navigate] = useLocation()
  const here = placeOf(route)
  return (
    <div className={styles['rail']}>
      <div className={styles['head']}>
        {brand?.logo === undefined ? <Mark size={24} /> : <img className={styles['logo']} src={brand.logo} alt="" />}
        <div className={styles['names']}>
          <span className={styles['institution']}>{brand?.shortName ?? app.product}</span>
          <span className={styles['product']}>{info.demo ? app.demo : app.product}</span>
        </div>
      </div>
      <RailButton label={app.search} icon={<SearchIcon />} keys={keyLabel('K')} className={styles['search']} onPress={openPalette} />
      <nav aria-label={app.mainNavigation} className={styles['nav']}>
        <ul role="list" className={styles['list']}>
          {placesFor(roles).map((place, index) => (
            <li key={place.name}>
              <PlaceLink place={place} number={index + 1} current={place.name === here} />
            </li>
          ))}
        </ul>
      </nav>
      <RailButton
        label={app.report}
        icon={<DangerIcon />}
        keys={keyLabel('I')}
        showKeys={false}
        className={styles['report']}
        onPress={() => navigate('/incidentes/nuevo')}
      />
    </div>
  )
}

function PlaceLink({ place, number, current }: { readonly place: Place; readonly number: number; readonly current: boolean }) {
  const { app } = useWords()
  const last = useFrame((state) => state.last[place.name])
  const tip = useTooltip<HTMLAnchorElement>()
  const Icon = place.icon
  // In a low window the list scrolls: the place where one is stays in sight.
  useEffect(() => {
    if (current) tip.ref.current?.scrollIntoView({ block: 'nearest' })
  }, [current, tip.ref])
  // Coming back finds what was open; from inside the place, its name leads to its beginning.
  const to = current ? place.path : (last ?? place.path)
  return (
    <>
      <a
        ref={tip.ref}
        {...tip.triggers}
        href={`#${to}`}
        className={classNames(styles['item'], current && styles['current'])}
        aria-current={current ? 'page' : undefined}
        aria-keyshortcuts={`Control+${number}`}
      >
        <Icon />
        <span className={styles['label']}>{app.places[place.name]}</span>
      </a>
      <Tooltip tip={tip} className={styles['tip']}>
        {app.places[place.name]} · {keyLabel(String(number))}
      </Tooltip>
    </>
  )
}

function RailButton({
  label,
  icon,
  keys,
  showKeys = true,
  className,
  onPress,
}: {
  readonly label: string
  readonly icon: ReactNode
  readonly keys: string
  /** False: only its tip says the shortcut. */
  readonly showKeys?: boolean
  readonly className: string | undefined
  readonly onPress: () => void
}) {
  const tip = useTooltip<HTMLButtonElement>()
  return (
    <>
      <button ref={tip.ref} {...tip.triggers} type="button" className={classNames(styles['item'], className)} onClick={onPress}>
        {icon}
        <span className={styles['label']}>{label}</span>
        {showKeys && (
          <span className={styles['keys']}>
            <KeyHint keys={keys} />
          </span>
        )}
      </button>
      <Tooltip tip={tip} className={styles['tip']}>
        {label} · {keys}
      </Tooltip>
    </>
  )
}
