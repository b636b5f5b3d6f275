import { makeStyles, tokens } from '@fluentui/react-components';

const isNarrow = '@container (max-width: 640px)';

export const useLogTableStyles = makeStyles({
  room: { containerType: 'inline-size' },
  cell: {
    overflowWrap: 'anywhere',
    paddingTop: tokens.spacingVerticalXS,
    paddingBottom: tokens.spacingVerticalXS,
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  wideOnly: { [isNarrow]: { display: 'none' } },
  narrowOnly: { display: 'none', [isNarrow]: { display: 'block' } },
  when: { width: '160px' },
  size: { width: '88px' },
  act: { width: '144px' },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingVerticalXS,
    paddingTop: tokens.spacingVerticalXS,
    paddingBottom: tokens.spacingVerticalXS,
  },
});
