/** A style for words that are there for readers only; the eye has them in another form. */
export const spoken = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  margin: 0,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
} as const;
