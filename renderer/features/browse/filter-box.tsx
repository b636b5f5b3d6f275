import { makeStyles, shorthands, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { Filter16Regular } from '@fluentui/react-icons/svg/filter';
import type { KeyboardEvent } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { usePane, usePaneState, useSplitSide } from '../../state/pane.ts';
import { focusPane } from '../../ui/panes.ts';
const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    flex: '0 3 220px',
    minWidth: '96px',
    height: '28px',
    boxSizing: 'border-box',
    padding: `0 ${tokens.spacingHorizontalXS} 0 ${tokens.spacingHorizontalS}`,
    gap: tokens.spacingHorizontalXS,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground3,
    ':focus-within': shorthands.borderColor(tokens.colorCompoundBrandStroke),
  },
  input: {
    flex: 1,
    minWidth: 0,
    padding: 0,
    border: 'none',
    outlineStyle: 'none',
    background: 'none',
    font: 'inherit',
    fontSize: tokens.fontSizeBase300,
    color: tokens.colorNeutralForeground1,
    textOverflow: 'ellipsis',
    '::placeholder': { color: tokens.colorNeutralForeground3, opacity: 1 },
  },
  clear: {
    display: 'flex',
    padding: '4px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    color: 'inherit',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** Narrows the list to names that have this in them, while it is being typed. */
export function FilterBox() {
  const styles = useStyles();
  const filter = usePaneState((pane) => pane.filter);
  const { setFilter } = usePane();
  const side = useSplitSide();
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setFilter('');
    if (event.key !== 'Escape' && event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    focusPane('files');
  };
  return (
    <div
      role="search"
      aria-label={side === null ? undefined : t('split.filter', { side })}
      className={styles.root}
    >
      <Filter16Regular aria-hidden />
      <input
        data-pane="filter"
        className={styles.input}
        aria-label={t('browse.filterHint')}
        placeholder={t('browse.filterHint')}
        spellCheck={false}
        maxLength={255}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
        onKeyDown={pressed}
      />
      {filter !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label={t('browse.clearFilter')}
          title={t('browse.clearFilter')}
          onClick={() => {
            setFilter('');
            focusPane('filter');
          }}
        >
          <Dismiss16Regular />
        </button>
      )}
    </div>
  );
}
