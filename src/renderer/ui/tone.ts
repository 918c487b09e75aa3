/** How something stands. Always said with a word or a shape too, never by colour alone. */
export type Tone = 'neutral' | 'info' | 'ok' | 'warn' | 'danger'
