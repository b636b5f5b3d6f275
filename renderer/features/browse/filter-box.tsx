import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { Filter16Regular } from '@fluentui/react-icons/svg/filter';
import type { KeyboardEvent } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { usePane, usePaneState, useSplitSide } from '../../state/pane.ts';
import { focusPane } from '../../ui/panes.ts';
import { boxClearStyle, boxInputStyle, boxStyle } from './box-styles.ts';

const useStyles = makeStyles({
  root: { ...boxStyle, flex: '0 99 220px', height: '28px' },
  // Room for the whole placeholder; beside a second pane the path needs it more.
  alone: { minWidth: '164px' },
  input: boxInputStyle,
  clear: boxClearStyle,
});

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
      className={mergeClasses(styles.root, side === null && styles.alone)}
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
