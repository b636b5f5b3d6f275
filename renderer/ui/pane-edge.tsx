import { makeStyles, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';

const useStyles = makeStyles({
  edge: {
    position: 'absolute',
    zIndex: 1,
    insetInlineStart: '-4px',
    top: 0,
    bottom: 0,
    width: '8px',
    cursor: 'col-resize',
    touchAction: 'none',
    outlineStyle: 'none',
    '::after': {
      content: '""',
      position: 'absolute',
      insetInlineStart: '3px',
      top: 0,
      bottom: 0,
      width: '2px',
    },
    ':hover::after': { backgroundColor: tokens.colorCompoundBrandStroke },
    ':active::after': { backgroundColor: tokens.colorCompoundBrandStroke },
    ':focus-visible::after': { backgroundColor: tokens.colorStrokeFocus2, width: '3px' },
  },
});

const stepPx = 24;

interface Props {
  label: string;
  widthPx: number;
  minPx: number;
  maxPx: number;
  /** While it is dragged. */
  onDrag: (widthPx: number) => void;
  /** The width to keep; null: the default width. */
  onKeep: (widthPx: number | null) => void;
}

/** The side of a pane that stands at the end of a line: dragged, moved by arrow keys, given back by a double click. */
export function PaneEdge({ label, widthPx, minPx, maxPx, onDrag, onKeep }: Props) {
  const styles = useStyles();
  const [grip, setGrip] = useState<{ x: number; widthPx: number } | null>(null);
  const within = (wanted: number) => Math.round(Math.min(maxPx, Math.max(minPx, wanted)));
  const toWidth = (event: PointerEvent, from: { x: number; widthPx: number }) => {
    const isMirrored = getComputedStyle(event.currentTarget).direction === 'rtl';
    return within(from.widthPx + (isMirrored ? event.clientX - from.x : from.x - event.clientX));
  };
  const pressed = (event: KeyboardEvent) => {
    const isMirrored = getComputedStyle(event.currentTarget).direction === 'rtl';
    const sign = isMirrored ? -1 : 1;
    if (event.key === 'ArrowLeft') onKeep(within(widthPx + sign * stepPx));
    else if (event.key === 'ArrowRight') onKeep(within(widthPx - sign * stepPx));
    else if (event.key === 'Home') onKeep(minPx);
    else if (event.key === 'End') onKeep(maxPx);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // A separator that can be moved is a widget with a value.
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      aria-valuenow={Math.round(widthPx)}
      tabIndex={0}
      className={styles.edge}
      onKeyDown={pressed}
      onDoubleClick={() => onKeep(null)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setGrip({ x: event.clientX, widthPx });
      }}
      onPointerMove={(event) => grip !== null && onDrag(toWidth(event, grip))}
      onPointerUp={(event) => {
        if (grip === null) return;
        setGrip(null);
        if (event.clientX !== grip.x) onKeep(toWidth(event, grip));
      }}
    />
  );
}
