/** The product's mark: a shield that holds the lines of a record. The same drawing as resources/brand/mark.svg. */
export function Mark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M4 3h24v13.2c0 6.6-4.5 10.6-12 13.3C8.5 26.8 4 22.8 4 16.2Z" fill="var(--accent-fill)" />
      <path d="M10 10h12M10 15h12M10 20h6.5" fill="none" stroke="var(--on-accent)" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  )
}
