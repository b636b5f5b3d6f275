import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
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
    // Forced-colors mode removes backgrounds.
    '@media (forced-colors: active)': { ':focus-visible': { outline: '2px solid Highlight' } },
  },
  stacked: {
    top: '-4px',
    bottom: 'auto',
    insetInlineStart: 0,
    insetInlineEnd: 0,
    width: 'auto',
    height: '8px',
    cursor: 'row-resize',
    '::after': { insetInlineStart: 0, insetInlineEnd: 0, top: '3px', width: 'auto', height: '2px' },
    ':focus-visible::after': { width: 'auto', height: '3px' },
  },
});

const stepPx = 24;

const toPercent = (px: number, roomPx: number): number => Math.round(100 * (1 - px / Math.max(1, roomPx)));

interface Props {
  label: string;
  widthPx: number;
  minPx: number;
  maxPx: number;
  /** The pane is below another one, so its height changes. */
  isStacked?: boolean;
  /** The combined size of both panes; the value is then the other pane's share in percent. */
  roomPx?: number;
  onDrag: (widthPx: number) => void;
  /** The new width; null: the default. */
  onKeep: (widthPx: number | null) => void;
}

export function PaneEdge({ label, widthPx, minPx, maxPx, isStacked = false, roomPx, onDrag, onKeep }: Props) {
  const styles = useStyles();
  const [grip, setGrip] = useState<{ at: number; widthPx: number } | null>(null);
  const within = (px: number) => Math.round(Math.min(maxPx, Math.max(minPx, px)));
  const signOf = ({ currentTarget }: { currentTarget: Element }) =>
    !isStacked && getComputedStyle(currentTarget).direction === 'rtl' ? -1 : 1;
  const placeOf = (event: PointerEvent) => (isStacked ? event.clientY : event.clientX);
  const toWidth = (event: PointerEvent, from: { at: number; widthPx: number }) =>
    within(from.widthPx + signOf(event) * (from.at - placeOf(event)));
  const [grow, shrink] = isStacked ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
  const pressed = (event: KeyboardEvent) => {
    const sign = signOf(event);
    if (event.key === grow) onKeep(within(widthPx + sign * stepPx));
    else if (event.key === shrink) onKeep(within(widthPx - sign * stepPx));
    else if (event.key === 'Home') onKeep(minPx);
    else if (event.key === 'End') onKeep(maxPx);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // A movable separator is a widget with a value.
    <div
      role="separator"
      aria-orientation={isStacked ? 'horizontal' : 'vertical'}
      aria-label={label}
      aria-valuemin={roomPx === undefined ? minPx : toPercent(maxPx, roomPx)}
      aria-valuemax={roomPx === undefined ? maxPx : toPercent(minPx, roomPx)}
      aria-valuenow={roomPx === undefined ? Math.round(widthPx) : toPercent(widthPx, roomPx)}
      tabIndex={0}
      className={mergeClasses(styles.edge, isStacked && styles.stacked)}
      onKeyDown={pressed}
      onDoubleClick={() => onKeep(null)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setGrip({ at: placeOf(event), widthPx });
      }}
      onPointerMove={(event) => grip !== null && onDrag(toWidth(event, grip))}
      onPointerUp={(event) => {
        if (grip === null) return;
        setGrip(null);
        if (placeOf(event) !== grip.at) onKeep(toWidth(event, grip));
      }}
    />
  );
}
