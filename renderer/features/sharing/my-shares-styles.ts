import { makeStyles, tokens } from '@fluentui/react-components';

export const useMySharesStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    maxWidth: '900px',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXL}`,
  },
  about: { maxWidth: '80ch', color: tokens.colorNeutralForeground2 },
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  share: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    '& > button': { whiteSpace: 'nowrap', minWidth: 'auto', maxWidth: 'none' },
  },
  words: { flex: '1 1 180px', minWidth: 0 },
  name: { display: 'block', overflowWrap: 'anywhere', fontWeight: tokens.fontWeightSemibold },
  path: {
    display: 'block',
    overflowWrap: 'anywhere',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
  },
  grants: { paddingInlineStart: '28px' },
  failure: { paddingInlineStart: '28px' },
});
