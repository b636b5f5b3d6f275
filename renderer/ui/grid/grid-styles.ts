import { makeStyles, tokens } from '@fluentui/react-components';

/** A custom property, so that resizing a column renders no rows. */
export const columnsProperty = '--file-columns';
const columnsVariable = `var(${columnsProperty})`;

export const headerHeightPx = 32;
export const rowHeightPx = { compact: 32, comfortable: 40 } as const;

/** Plain elements with Fluent's tokens: a Fluent component per cell would cost more than the rest of the grid. */
export const useGridStyles = makeStyles({
  grid: {
    position: 'relative',
    height: '100%',
    overflowX: 'hidden',
    overflowY: 'scroll',
    outlineStyle: 'none',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground1,
    // Focus is a ring and selection a fill, so they can't be confused. The browser decides :focus-visible
    // when focus arrives, but a click followed by arrow keys needs the ring, too.
    '&:focus-visible [data-focused="true"], &[data-keys="true"]:focus [data-focused="true"]': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
  },
  header: {
    position: 'sticky',
    top: 0,
    zIndex: 2,
    height: `${headerHeightPx}px`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    boxSizing: 'border-box',
  },
  headerRow: {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: columnsVariable,
    alignItems: 'center',
    height: '100%',
    padding: `0 ${tokens.spacingHorizontalM}`,
  },
  head: { position: 'relative', minWidth: 0, height: '100%' },
  headMoving: { opacity: 0.5 },
  // Wider than the line between two columns, so it is easy to hit.
  edge: {
    position: 'absolute',
    zIndex: 1,
    insetInlineStart: '-5px',
    top: 0,
    bottom: 0,
    width: '10px',
    cursor: 'col-resize',
    touchAction: 'none',
    '::after': {
      content: '""',
      position: 'absolute',
      insetInlineStart: '4px',
      top: '8px',
      bottom: '8px',
      width: '1px',
      backgroundColor: tokens.colorNeutralStroke2,
    },
    ':hover::after': { top: 0, bottom: 0, width: '2px', backgroundColor: tokens.colorCompoundBrandStroke },
    ':active::after': { top: 0, bottom: 0, width: '2px', backgroundColor: tokens.colorCompoundBrandStroke },
  },
  gap: {
    position: 'absolute',
    zIndex: 2,
    top: 0,
    bottom: 0,
    width: '2px',
    backgroundColor: tokens.colorCompoundBrandStroke,
    pointerEvents: 'none',
  },
  gapBefore: { insetInlineStart: '-1px' },
  gapAfter: { insetInlineEnd: '-1px' },
  row: {
    position: 'absolute',
    left: 0,
    right: 0,
    top: 0,
    contain: 'layout style',
    boxSizing: 'border-box',
    padding: `0 ${tokens.spacingHorizontalS}`,
  },
  rowCells: {
    display: 'grid',
    gridTemplateColumns: columnsVariable,
    alignItems: 'center',
    height: '100%',
    boxSizing: 'border-box',
    padding: `0 ${tokens.spacingHorizontalXS}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  rowHover: { backgroundColor: tokens.colorSubtleBackgroundHover },
  rowSelected: {
    backgroundColor: tokens.colorBrandBackground2,
    '@media (forced-colors: active)': {
      forcedColorAdjust: 'none',
      backgroundColor: 'Highlight',
      color: 'HighlightText',
      '& *': { color: 'HighlightText' },
    },
  },
  rowSelectedHover: { backgroundColor: tokens.colorBrandBackground2Hover },
  rowDrop: {
    backgroundColor: tokens.colorBrandBackground2,
    outline: `2px solid ${tokens.colorBrandStroke1}`,
    outlineOffset: '-2px',
  },
  cell: {
    minWidth: 0,
    padding: `0 ${tokens.spacingHorizontalS}`,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    textOverflow: 'ellipsis',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
  number: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  nameCell: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minWidth: 0,
    height: '100%',
    padding: `0 ${tokens.spacingHorizontalS}`,
  },
  // Names with one and with two spaces would look the same.
  name: { minWidth: 0, overflow: 'hidden', whiteSpace: 'pre', textOverflow: 'ellipsis' },
  picture: {
    flexShrink: 0,
    width: '24px',
    height: '24px',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
  },
  thumbnail: { width: '24px', height: '24px', objectFit: 'cover', borderRadius: tokens.borderRadiusSmall },
  unavailable: { color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
  faded: { opacity: 0.5 },
  mark: { flexShrink: 0, display: 'flex', color: tokens.colorNeutralForeground3 },
  markBad: { color: tokens.colorPaletteRedForeground1 },
  check: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: '28px',
    height: '100%',
    padding: 0,
    border: 'none',
    background: 'none',
    fontSize: '18px',
    color: tokens.colorNeutralForeground3,
    opacity: 0,
  },
  checkShown: { opacity: 1 },
  checkOn: { color: tokens.colorBrandForeground1, opacity: 1 },
  // Stands where the words will be.
  ghost: {
    '::before': {
      content: '""',
      display: 'block',
      width: '60%',
      height: '10px',
      borderRadius: tokens.borderRadiusMedium,
      backgroundColor: tokens.colorNeutralStencil1,
      // Rows that load within 200 ms show no placeholder.
      animationName: { from: { opacity: 0 }, to: { opacity: 1 } },
      animationDuration: '150ms',
      animationDelay: '200ms',
      animationFillMode: 'both',
    },
  },
  nameGhost: { '::before': { width: '45%' } },
});

export type GridStyles = ReturnType<typeof useGridStyles>;
