import { makeStyles, tokens } from '@fluentui/react-components';
import { visuallyHidden } from '../../ui/visually-hidden.ts';

export const headHeightPx = 32;
export const rowHeightPx = { compact: 32, comfortable: 40 } as const;

/** The same columns for header and rows. When space is short, the least urgent go first. */
const isNarrow = '@media (max-width: 1100px)';
const isNarrowOnly = '@media (min-width: 641px) and (max-width: 1100px)';
const isTight = '@media (max-width: 640px)';
const columns =
  '32px minmax(160px, 4fr) minmax(120px, 3fr) 124px minmax(120px, 3fr) minmax(84px, 2fr) 128px 112px 104px';

export const useOverviewStyles = makeStyles({
  grid: { height: '100%', overflowX: 'hidden', overflowY: 'auto', position: 'relative' },
  line: {
    display: 'grid',
    gridTemplateColumns: columns,
    [isNarrowOnly]: {
      gridTemplateColumns: '32px minmax(120px, 5fr) minmax(104px, 3fr) 124px minmax(84px, 2fr) 112px',
    },
    [isTight]: { gridTemplateColumns: '32px minmax(96px, 3fr) minmax(96px, 2fr)' },
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
    '&:hover [data-check]': { opacity: 1 },
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  selected: {
    backgroundColor: tokens.colorBrandBackground2,
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover },
  },
  name: {},
  state: {},
  quota: { [isTight]: { display: 'none' } },
  index: { [isNarrow]: { display: 'none' } },
  transfers: { [isTight]: { display: 'none' } },
  permissions: { [isNarrow]: { display: 'none' } },
  secret: { [isTight]: { display: 'none' } },
  lastUsed: { [isNarrow]: { display: 'none' } },
  cell: {
    minWidth: 0,
    padding: `0 ${tokens.spacingHorizontalS}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
  },
  who: { color: tokens.colorNeutralForeground1, fontSize: tokens.fontSizeBase300 },
  address: {
    marginInlineStart: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
  warning: { color: tokens.colorStatusWarningForeground1, fontWeight: tokens.fontWeightSemibold },
  danger: { color: tokens.colorStatusDangerForeground3, fontWeight: tokens.fontWeightSemibold },
  visuallyHidden,
});
