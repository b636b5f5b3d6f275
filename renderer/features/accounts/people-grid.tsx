import { mergeClasses } from '@fluentui/react-components';
import { memo, useEffect, useRef } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { DriveOwner, DriveState } from '../../../electron/contract/sign-in.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useRowKeys } from '../../ui/grid/use-row-keys.ts';
import { useRowPointer } from '../../ui/grid/use-row-pointer.ts';
import type { RowSelection } from '../../ui/grid/use-row-selection.ts';
import { useGridStyles } from '../../ui/grid/grid-styles.ts';
import { RowCheck } from '../../ui/grid/row-check.tsx';
import { useVirtualRows } from '../../ui/grid/use-virtual-rows.ts';
import { peopleRowHeightPx, usePeopleStyles } from './people-styles.ts';
import type { DriveStates } from './use-drive-states.ts';
import type { PersonRow } from './use-people.ts';

const maxVisible = 8;

interface PeopleGridProps {
  rows: readonly PersonRow[];
  selection: RowSelection<PersonRow>;
  states: DriveStates;
  toMark: (owner: DriveOwner) => 'chosen' | 'open' | null;
  onSee: (visible: readonly DriveOwner[]) => void;
  onAdd: (row: PersonRow) => void;
  onActions: () => void;
  onEnd: () => void;
}

export const peopleGridId = 'people';
const personRowId = (ordinal: number): string => `person-row-${ordinal}`;

/** Only visible rows are rendered. */
export function PeopleGrid(props: PeopleGridProps) {
  const { rows, selection, states, toMark, onSee, onAdd, onActions, onEnd } = props;
  const styles = usePeopleStyles();
  const { grid } = useGridStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const { current } = selection;
  const virtual = useVirtualRows(peopleRowHeightPx, {
    count: rows.length,
    getScrollElement: () => scroller.current,
    overscan: 4,
    getItemKey: (index) => rows[index]?.rowId ?? index,
  });
  const renderedRows = virtual.getVirtualItems();
  const [from, to] = [virtual.range?.startIndex ?? 0, virtual.range?.endIndex ?? -1];
  useEffect(() => {
    onSee(rows.slice(from, to + 1).map(({ owner }) => owner));
    if (to >= rows.length - 1) onEnd();
  });
  const pressed = useRowKeys({
    listId: 'people',
    rows,
    selection,
    nameOf: ({ owner }) => owner.displayName,
    onOpen: onAdd,
    onMenu: onActions,
    visibleRows: () => maxVisible,
    scrollTo: (ordinal) => virtual.scrollToIndex(ordinal),
  });
  const { hovered, ...pointer } = useRowPointer({
    rows,
    selection,
    onOpen: onAdd,
    onMenu: onActions,
    onMenuKey: onActions,
  });
  const isShown = renderedRows.some(({ index }) => index === current);
  return (
    <div
      ref={scroller}
      role="grid"
      id={peopleGridId}
      tabIndex={0}
      aria-label={t('chooseDrives.people')}
      aria-activedescendant={isShown ? personRowId(current) : undefined}
      aria-rowcount={rows.length}
      aria-colcount={2}
      aria-multiselectable
      className={mergeClasses(grid, styles.grid)}
      style={{ height: Math.min(rows.length, maxVisible) * peopleRowHeightPx }}
      onFocus={() => current === -1 && rows.length > 0 && selection.move(0, 'focus')}
      onKeyDown={(event) => {
        event.currentTarget.dataset['keys'] = 'true';
        if (pressed(event)) event.preventDefault();
      }}
      {...pointer}
    >
      <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {renderedRows.map(({ index, key, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <Person
              key={key}
              owner={row.owner}
              ordinal={index}
              topPx={start}
              current={index === current}
              hovered={index === hovered}
              selected={selection.has(row)}
              mark={toMark(row.owner) ?? states.get(row.rowId) ?? null}
            />
          );
        })}
      </div>
    </div>
  );
}

interface PersonProps {
  owner: DriveOwner;
  ordinal: number;
  topPx: number;
  current: boolean;
  hovered: boolean;
  selected: boolean;
  mark: DriveState | 'chosen' | 'open' | null;
}

const Person = memo(function Person(props: PersonProps) {
  const { owner, ordinal, selected, mark } = props;
  const styles = usePeopleStyles();
  const name = showText(owner.displayName);
  const address = owner.address === owner.displayName ? '' : showText(owner.address);
  return (
    <div
      role="row"
      id={personRowId(ordinal)}
      aria-rowindex={ordinal + 1}
      aria-selected={selected}
      data-ordinal={ordinal}
      data-focused={props.current}
      className={mergeClasses(
        styles.row,
        props.hovered && styles.hovered,
        selected && styles.selected,
        selected && props.hovered && styles.selectedHovered,
      )}
      style={{ height: peopleRowHeightPx, transform: `translateY(${props.topPx}px)` }}
    >
      <RowCheck isOn={selected} isShown />
      <div role="gridcell" className={styles.who} title={`${name} ${address}`.trim()}>
        <span className={styles.name}>{name}</span> <span className={styles.address}>{address}</span>
      </div>
      <div role="gridcell" className={mergeClasses(styles.mark, mark !== null && styles[mark])}>
        {mark === null ? '' : t(`chooseDrives.marks.${mark}`)}
      </div>
    </div>
  );
});
