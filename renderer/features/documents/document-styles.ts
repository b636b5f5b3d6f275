import { makeStyles, tokens } from '@fluentui/react-components';
import { visuallyHidden } from '../../ui/visually-hidden.ts';

export const useDocumentStyles = makeStyles({
  missing: { color: tokens.colorNeutralForeground3, textDecorationLine: 'line-through' },
  changedState: { color: tokens.colorStatusWarningForeground1, fontWeight: tokens.fontWeightSemibold },
  missingState: { color: tokens.colorStatusDangerForeground3 },
  visuallyHidden,
  mark: { display: 'inline-flex', flexShrink: 0, color: tokens.colorNeutralForeground3 },
  actions: { display: 'flex', justifyContent: 'flex-end', alignItems: 'center' },
  action: { whiteSpace: 'nowrap', minWidth: 0 },
  // A column too narrow for a translation must not show half a word at both ends.
  actionText: { overflow: 'hidden', textOverflow: 'ellipsis' },
  // Icons appear on the current row or below the pointer, to keep the list calm.
  icons: { display: 'flex', flexShrink: 0, opacity: 0, '@media (hover: none)': { opacity: 1 } },
  iconsShown: { opacity: 1 },
});
