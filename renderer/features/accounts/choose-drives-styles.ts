import { makeStyles, tokens } from '@fluentui/react-components';

export const useChooseDrivesStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    width: '100%',
    textAlign: 'start',
    outlineStyle: 'none',
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  lead: { color: tokens.colorNeutralForeground2, margin: `${tokens.spacingVerticalXS} 0` },
  more: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalS,
  },
  words: { display: 'flex', flexDirection: 'column', flex: 1, minWidth: 0 },
  status: { minHeight: '20px', marginTop: tokens.spacingVerticalXS },
  chosen: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    padding: 0,
    listStyleType: 'none',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
  },
  drive: {
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
  },
  wrong: { border: `1px solid ${tokens.colorStatusDangerBorder1}` },
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0 ${tokens.spacingVerticalS}`,
    '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  wide: { gridColumn: '1 / -1' },
  failure: {
    marginTop: tokens.spacingVerticalS,
    paddingTop: tokens.spacingVerticalS,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  outcome: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  buttons: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});
