import { makeStyles, tokens } from '@fluentui/react-components';
import { visuallyHidden } from '../../ui/visually-hidden.ts';

export const headHeightPx = 32;
export const rowHeightPx = { compact: 32, comfortable: 40 } as const;

/** The same columns for header and rows. When space is short, the folder goes first, then date and size. */
const isNarrow = '@media (max-width: 760px)';
// Exclusive ranges, because the order of these rules doesn't decide which wins.
const isNarrowOnly = '@media (min-width: 561px) and (max-width: 760px)';
const isTight = '@media (max-width: 560px)';
const columns = '32px minmax(140px, 5fr) minmax(80px, 3fr) 116px 80px minmax(190px, 5fr) 212px';

export const useDocumentStyles = makeStyles({
  grid: { height: '100%', overflowX: 'hidden', overflowY: 'auto', position: 'relative' },
  line: {
    display: 'grid',
    gridTemplateColumns: columns,
    [isNarrowOnly]: { gridTemplateColumns: '32px minmax(96px, 5fr) 84px minmax(88px, 3fr) 216px' },
    [isTight]: { gridTemplateColumns: '32px minmax(96px, 1fr) 216px' },
    // Limits the distance between name and state on very wide windows.
    maxWidth: '1600px',
    alignItems: 'center',
    boxSizing: 'border-box',
    padding: `0 ${tokens.spacingHorizontalL} 0 ${tokens.spacingHorizontalS}`,
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    height: `${headHeightPx}px`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    boxSizing: 'border-box',
  },
  headLine: { height: '100%' },
  body: { position: 'relative' },
  row: {
    position: 'absolute',
    insetInlineStart: 0,
    insetInlineEnd: 0,
    top: 0,
    outlineStyle: 'none',
    // Icons appear on hover or focus, to keep the list calm.
    '& [data-quiet]': { opacity: 0 },
    '&:hover [data-quiet], &:focus-within [data-quiet]': { opacity: 1 },
    '&:hover [data-check]': { opacity: 1 },
    '@media (hover: none)': { '& [data-quiet]': { opacity: 1 } },
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  name: {},
  from: { [isNarrow]: { display: 'none' } },
  downloadedAt: { [isNarrow]: { display: 'none' } },
  sizeBytes: { [isTight]: { display: 'none' } },
  // Buttons and a struck-through name show the state; screen readers still get the text.
  state: { [isTight]: visuallyHidden },
  nameCell: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minWidth: 0,
    padding: `0 ${tokens.spacingHorizontalS}`,
  },
  cell: {
    minWidth: 0,
    padding: `0 ${tokens.spacingHorizontalS}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  number: { textAlign: 'end', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  missing: { color: tokens.colorNeutralForeground3, textDecorationLine: 'line-through' },
  changedState: { color: tokens.colorStatusWarningForeground1, fontWeight: tokens.fontWeightSemibold },
  missingState: { color: tokens.colorStatusDangerForeground3 },
  visuallyHidden,
  quiet: { display: 'flex' },
  selected: {
    backgroundColor: tokens.colorBrandBackground2,
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover },
  },
  mark: { display: 'inline-flex', flexShrink: 0, color: tokens.colorNeutralForeground3 },
  action: { whiteSpace: 'nowrap' },
  actions: { display: 'flex', justifyContent: 'flex-end', alignItems: 'center' },
});
