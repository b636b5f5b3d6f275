import { mergeClasses } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { memo, useState } from 'react';
import type { Item } from '../../../electron/contract/records.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useEditOf } from '../../api/use-edits.ts';
import { CopyMark } from '../../ui/copy-mark.tsx';
import { EditMark } from '../../ui/edit-mark.tsx';
import { FileIcon } from '../../ui/file-icon.tsx';
import { joinFacts } from '../../words/format.ts';
import { toCellText } from './cell-text.ts';
import { rowId, type RowProps } from './file-row.tsx';
import { useGridStyles } from '../../ui/grid/grid-styles.ts';
import { SharingMark, SourceMark } from './name-cell.tsx';
import { RenameBox } from './rename-box.tsx';
import { useTileStyles } from './tile-styles.ts';
import { usePane } from '../../state/pane.ts';

export interface TileProps extends Omit<RowProps, 'topPx' | 'heightPx' | 'columns' | 'totals' | 'edit'> {
  column: number;
}

/** The pane handles its events. */
export const Tile = memo(function Tile(props: TileProps) {
  const { item, ordinal, column, selected, focused, hovered } = props;
  const grid = useGridStyles();
  const styles = useTileStyles();
  const { side } = usePane();
  return (
    <div
      role="gridcell"
      id={rowId(side, ordinal)}
      aria-colindex={column + 1}
      aria-selected={selected}
      aria-busy={item === undefined}
      aria-label={item === undefined ? t('browse.loading') : undefined}
      data-ordinal={ordinal}
      draggable={item !== undefined && !props.renaming}
      data-focused={focused}
      className={mergeClasses(
        styles.tile,
        hovered && grid.rowHover,
        selected && grid.rowSelected,
        selected && hovered && grid.rowSelectedHover,
        props.dropTarget && grid.rowDrop,
      )}
    >
      {item === undefined ? (
        <div className={mergeClasses(styles.picture, styles.framed)} />
      ) : (
        <Face {...props} item={item} />
      )}
    </div>
  );
});

function Face({ item, selected, hovered, renaming, copyMark, thumbnailUrl }: TileProps & { item: Item }) {
  const grid = useGridStyles();
  const styles = useTileStyles();
  const edit = useEditOf(item);
  const unavailable = item.problem !== null;
  return (
    <>
      {(hovered || selected) && <Check selected={selected} />}
      {hovered && !unavailable && <More name={item.name} />}
      <Picture item={item} url={thumbnailUrl} />
      <div className={styles.words}>
        {renaming ? (
          <RenameBox item={item} />
        ) : (
          <>
            <span
              className={mergeClasses(styles.name, unavailable && grid.unavailable)}
              title={toTip(item)}
              data-name={item.name}
            >
              {showText(item.name)}
            </span>
            <SharingMark item={item} />
            <SourceMark item={item} />
            {copyMark !== null && <CopyMark mark={copyMark} />}
            {edit !== undefined && <EditMark edit={edit} />}
          </>
        )}
      </div>
    </>
  );
}

const toTip = (item: Item): string =>
  joinFacts([
    showText(item.name),
    ...(['location', 'size', 'modified'] as const).map((name) => toCellText(item, name).text),
  ]);

function Check({ selected }: { selected: boolean }) {
  const styles = useTileStyles();
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-hidden
      data-act="toggle"
      className={mergeClasses(styles.corner, styles.start, styles.button, selected && styles.on)}
    >
      {selected ? <CheckmarkCircleFilled /> : <CircleRegular />}
    </button>
  );
}

function More({ name }: { name: string }) {
  const styles = useTileStyles();
  return (
    <button
      type="button"
      tabIndex={-1}
      data-act="more"
      aria-label={t('browse.rowActions', { name })}
      title={t('commands.more')}
      className={mergeClasses(styles.corner, styles.end, styles.button)}
    >
      <MoreHorizontalRegular />
    </button>
  );
}

function Picture({ item, url }: { item: Item; url: string | null }) {
  const grid = useGridStyles();
  const styles = useTileStyles();
  const [broken, setBroken] = useState<string | null>(null);
  const isShown = url !== null && url !== broken;
  return (
    <span
      className={mergeClasses(styles.picture, isShown && styles.framed, item.problem !== null && grid.faded)}
    >
      {isShown ? (
        <img
          key={url}
          className={mergeClasses(styles.image, item.preview === 'image' && styles.filling)}
          src={url}
          alt=""
          draggable={false}
          onError={() => setBroken(url)}
        />
      ) : (
        <FileIcon kind={item.kind} name={item.name} sharing={item.sharing} size={64} />
      )}
    </span>
  );
}
