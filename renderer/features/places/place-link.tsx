import { CounterBadge, makeStyles, mergeClasses, tokens, Tooltip } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Command } from '../../../electron/contract/commands.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { dropListeners, type DropTarget, useIsDropTarget } from '../../state/drop-target.ts';
import { visuallyHidden } from '../../ui/visually-hidden.ts';

const useStyles = makeStyles({
  link: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    width: '100%',
    height: '36px',
    gap: tokens.spacingHorizontalM,
    padding: `0 ${tokens.spacingHorizontalSNudge} 0 10px`,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    font: 'inherit',
    fontSize: tokens.fontSizeBase300,
    color: tokens.colorNeutralForeground2,
    textAlign: 'start',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover, color: tokens.colorNeutralForeground1 },
    ':active': { backgroundColor: tokens.colorNeutralBackground3Pressed },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  inner: { height: '30px', paddingInlineStart: '30px', fontSize: tokens.fontSizeBase200 },
  here: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground3Selected,
    '& > svg': { color: tokens.colorBrandForeground1 },
    '::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: '10px',
      bottom: '10px',
      width: '3px',
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorCompoundBrandStroke,
      '@media (forced-colors: active)': { forcedColorAdjust: 'none', backgroundColor: 'Highlight' },
    },
  },
  drop: { outline: `2px solid ${tokens.colorBrandStroke1}`, outlineOffset: '-2px' },
  name: { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  visuallyHidden,
  cornerBadge: { position: 'absolute', top: '2px', right: '2px' },
});

export interface PlaceBadge {
  count: number;
  tone: 'active' | 'attention';
  /** The same in words, for screen readers. */
  words: string;
}

interface Props {
  name: string;
  icon: ReactElement;
  hereIcon: ReactElement;
  /** null: `onGo` handles the click. */
  command: Command | null;
  onGo?: () => void;
  /** Indented below the place it belongs to. */
  isInner?: boolean;
  here: boolean;
  narrow: boolean;
  badge?: PlaceBadge | null;
  drop?: DropTarget | null;
}

export function PlaceLink(props: Props) {
  const { name, icon, hereIcon, command, here, narrow, badge = null, drop = null } = props;
  const styles = useStyles();
  const isTarget = useIsDropTarget(drop?.key ?? '-');
  const label = badge === null ? name : `${name}, ${badge.words}`;
  const link = (
    <button
      type="button"
      className={mergeClasses(
        styles.link,
        here && styles.here,
        props.isInner === true && styles.inner,
        isTarget && styles.drop,
      )}
      title={props.isInner === true ? name : undefined}
      aria-current={here ? 'page' : undefined}
      // With a visible name, the badge is read after it, so that the accessible name matches the visible one.
      aria-label={narrow ? label : undefined}
      onClick={() => (command === null ? props.onGo?.() : requestCommand(command))}
      {...dropListeners(drop)}
    >
      {here ? hereIcon : icon}
      {!narrow && <span className={styles.name}>{name}</span>}
      {badge !== null && (
        <CounterBadge
          aria-hidden
          count={badge.count}
          size="small"
          color={badge.tone === 'attention' ? 'danger' : 'brand'}
          className={narrow ? styles.cornerBadge : ''}
        />
      )}
      {badge !== null && !narrow && <span className={styles.visuallyHidden}>{badge.words}</span>}
    </button>
  );
  return (
    <li>
      {narrow ? (
        <Tooltip content={label} relationship="label" positioning="after">
          {link}
        </Tooltip>
      ) : (
        link
      )}
    </li>
  );
}
