import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import type { TreeNode } from '../../../electron/contract/found.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { cachedItem } from '../../api/row-access.ts';
import { toSpaceFolder } from '../../state/navigation.ts';
import { useViewHead } from '../../state/open-view.ts';
import { isSelected } from '../../ui/grid/selection.ts';
import { useApp } from '../../state/store.ts';
import { FileIcon } from '../../ui/file-icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useElementSize } from '../../ui/use-element-size.ts';
import { formatPart, formatSize } from '../../words/format.ts';
import { colourNames, useTileColours } from './tile-colours.ts';
import { type Direction, headPx, layOut, nextTile, type Tile } from './treemap-layout.ts';

const useStyles = makeStyles({
  root: { position: 'relative', width: '100%', height: '100%', minHeight: '120px' },
  tile: {
    position: 'absolute',
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
    '@media (forced-colors: active)': { border: '1px solid ButtonText' },
  },
  area: {
    position: 'absolute',
    inset: 0,
    width: '100%',
    height: '100%',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    cursor: 'pointer',
    ':hover': { outline: `2px solid ${tokens.colorNeutralStrokeAccessible}`, outlineOffset: '-2px' },
    ':focus-visible': { outline: `3px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-3px' },
  },
  drawn: { position: 'absolute', inset: 0, pointerEvents: 'none' },
  file: { backgroundColor: tokens.colorNeutralBackground6, color: tokens.colorNeutralForeground1 },
  rest: {
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground2,
  },
  selected: { outline: `3px solid ${tokens.colorCompoundBrandStroke}`, outlineOffset: '-3px' },
  head: {
    position: 'absolute',
    insetInline: '6px',
    top: 0,
    height: `${headPx}px`,
    lineHeight: `${headPx}px`,
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    fontSize: tokens.fontSizeBase200,
  },
  name: {
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontWeight: tokens.fontWeightSemibold,
  },
  size: { flexShrink: 0, fontVariantNumeric: 'tabular-nums' },
  picture: { position: 'absolute', inset: `${headPx}px 0 0`, display: 'grid', placeItems: 'center' },
  part: {
    position: 'absolute',
    boxSizing: 'border-box',
    padding: '2px 4px',
    borderRadius: tokens.borderRadiusSmall,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: tokens.fontSizeBase100,
    lineHeight: tokens.lineHeightBase100,
    // The label has the tile's color; its contents only an outline.
    border: '1px solid color-mix(in srgb, currentColor 30%, transparent)',
  },
});

const isDirection = (key: string): key is Direction => /^Arrow(Left|Right|Up|Down)$/.test(key);

export function Treemap({ nodes, isKnown }: { nodes: readonly TreeNode[]; isKnown: boolean }) {
  const styles = useStyles();
  const root = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(root);
  const tiles = layOut(nodes, width, height);
  const [whole] = nodes;
  const [current, setCurrent] = useState(0);
  const at = Math.min(current, Math.max(0, tiles.length - 1));
  useFocusKept(root, whole?.item?.itemId ?? null, () => setCurrent(0));
  const focusTile = (next: number) => {
    setCurrent(next);
    root.current?.querySelectorAll<HTMLElement>('button')[next]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isDirection(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    focusTile(nextTile(tiles, at, event.key));
  };
  return (
    <div
      ref={root}
      className={styles.root}
      role="group"
      aria-label={t('space.mapLabel')}
      onKeyDown={onKeyDown}
    >
      {tiles.map((tile, index) => (
        <TileButton
          key={tile.node.item?.itemId ?? 'rest'}
          tile={tile}
          index={index}
          wholeBytes={whole?.sizeBytes ?? 0}
          isCurrent={index === at}
          onFocus={() => setCurrent(index)}
        />
      ))}
      {isKnown && tiles.length === 0 && width > 0 && <Notice title={t('space.empty')} />}
    </div>
  );
}

/** Keeps the focus on the map when a folder is opened by key. */
function useFocusKept(
  root: React.RefObject<HTMLDivElement | null>,
  shownId: string | null,
  reset: () => void,
): void {
  const hadFocus = useRef(false);
  const shown = useRef(shownId);
  useEffect(() => {
    const target = root.current;
    const note = () => (hadFocus.current = target?.contains(document.activeElement) ?? false);
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, [root]);
  useEffect(() => {
    if (shown.current === shownId) return;
    shown.current = shownId;
    reset();
    if (hadFocus.current && document.activeElement === document.body)
      root.current?.querySelector<HTMLElement>('button')?.focus();
  });
}

interface TileProps {
  tile: Tile;
  index: number;
  wholeBytes: number;
  isCurrent: boolean;
  onFocus: () => void;
}

function TileButton({ tile, index, wholeBytes, isCurrent, onFocus }: TileProps) {
  const styles = useStyles();
  const colours = useTileColours();
  const client = useQueryClient();
  const head = useViewHead();
  const { node, left, top, width, height } = tile;
  const itemId = node.item?.itemId ?? null;
  const selected = useApp((state) => itemId !== null && isSelected(state.selection, itemId));
  const label = toLabel(node, wholeBytes);
  const colour = colourNames[index % colourNames.length] ?? 'colour0';
  const tone = node.kind === 'folder' ? colours[colour] : node.kind === 'rest' ? styles.rest : styles.file;
  const open = () => {
    if (node.item === null || head === null) return;
    const { go, reveal } = useApp.getState();
    if (node.kind === 'folder') go(toSpaceFolder({ ...node.item, name: node.name }, head.path));
    else reveal(node.item.itemId);
  };
  const showMenu = (event: MouseEvent) => {
    event.preventDefault();
    const item = head === null || itemId === null ? undefined : cachedItem(client, head.viewId, itemId);
    if (item === undefined) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    // Key events have no pointer position.
    const isKey = event.clientX === 0 && event.clientY === 0;
    const x = isKey ? left + 16 : event.clientX;
    const y = isKey ? top + 16 : event.clientY;
    useApp.getState().openContextMenu({ x, y, target: item });
  };
  return (
    <div className={mergeClasses(styles.tile, tone)} style={{ left, top, width, height }}>
      <button
        type="button"
        className={mergeClasses(styles.area, selected && styles.selected)}
        tabIndex={isCurrent ? 0 : -1}
        aria-label={label}
        aria-pressed={node.kind === 'folder' || node.item === null ? undefined : selected}
        aria-disabled={node.item === null}
        title={label}
        onClick={open}
        onContextMenu={showMenu}
        onFocus={onFocus}
      />
      <Drawn tile={tile} />
    </div>
  );
}

/** Visual only; the button below says it in words. */
function Drawn({ tile: { node, parts, width, height } }: { tile: Tile }) {
  const styles = useStyles();
  const hasPicture = node.kind !== 'folder' && node.item !== null && Math.min(width, height) >= 90;
  return (
    <span className={styles.drawn} aria-hidden>
      {width >= 44 && height >= headPx && (
        <span className={styles.head}>
          <span className={styles.name}>{toName(node)}</span>
          {width >= 130 && <span className={styles.size}>{formatSize(node.sizeBytes)}</span>}
        </span>
      )}
      {hasPicture && (
        <span className={styles.picture}>
          <FileIcon
            name={node.name}
            kind={node.kind === 'package' ? 'package' : 'file'}
            sharing="none"
            size={48}
          />
        </span>
      )}
      {parts.map(({ name, ...place }, part) => (
        // Parts have no id, only a position.
        <span key={`${part} ${name}`} className={styles.part} style={place}>
          {place.width >= 40 && place.height >= 16 ? showText(name) : ''}
        </span>
      ))}
    </span>
  );
}

const toName = (node: TreeNode): string =>
  node.kind === 'rest' ? t('space.rest', { count: node.files }) : showText(node.name);

function toLabel(node: TreeNode, wholeBytes: number): string {
  const part = formatPart(wholeBytes === 0 ? 0 : node.sizeBytes / wholeBytes);
  const size = formatSize(node.sizeBytes);
  return node.kind === 'folder'
    ? t('space.folderTile', { name: toName(node), size, part, files: node.files })
    : t('space.fileTile', { name: toName(node), size, part });
}
