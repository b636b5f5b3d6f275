import { makeStyles, tokens } from '@fluentui/react-components';

export const useShareStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
  },
  // A hint below one field must not move the others.
  top: { alignItems: 'start' },
  end: { justifyContent: 'space-between', alignItems: 'center' },
  besideLabel: { marginTop: '26px' },
  wide: { flex: '1 1 240px', minWidth: 0 },
  narrow: { flex: '0 1 180px', minWidth: 0 },
  choice: { minWidth: 0, width: '100%' },
  button: { whiteSpace: 'nowrap' },
});
