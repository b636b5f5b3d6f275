import {
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { ChevronRight12Regular } from '@fluentui/react-icons/svg/chevron-right';
import { MoreHorizontal16Regular } from '@fluentui/react-icons/svg/more-horizontal';
import { useRef } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toCrumbPage } from '../../state/navigation.ts';
import { usePane, useSplitSide } from '../../state/pane.ts';
import { dropListeners, useIsDropTarget } from '../../state/drop-target.ts';
import { focusPane } from '../../ui/panes.ts';
import { useElementWidth } from '../../ui/use-element-width.ts';
import { toCrumbTarget } from './drop-targets.ts';
import { fitSteps, measureSteps, widthOfPath } from './fit-crumbs.ts';

const useStyles = makeStyles({
  root: {
    flexGrow: 1,
    minWidth: '88px',
    height: '100%',
    // Here the bar has two lines and no fixed height.
    '@media (max-width: 420px)': { height: '28px' },
    display: 'flex',
    alignItems: 'center',
    overflow: 'hidden',
  },
  rest: {
    flex: '1 0 24px',
    alignSelf: 'stretch',
    padding: 0,
    border: 'none',
    background: 'none',
    cursor: 'text',
  },
  list: { display: 'flex', alignItems: 'center', minWidth: 0, margin: 0, padding: 0, listStyleType: 'none' },
  step: { display: 'flex', alignItems: 'center', flexShrink: 0, minWidth: 0 },
  // The current folder matters most, so the steps before it shrink first.
  first: { flexShrink: 9 },
  last: { flexShrink: 1, minWidth: '64px' },
  chevron: { display: 'flex', flexShrink: 0, color: tokens.colorNeutralForeground3 },
  crumb: {
    maxWidth: '220px',
    minHeight: '26px',
    padding: `0 ${tokens.spacingHorizontalS}`,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    font: 'inherit',
    fontSize: tokens.fontSizeBase300,
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    textOverflow: 'ellipsis',
    display: 'flex',
    alignItems: 'center',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover, color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  text: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'pre' },
  here: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold, maxWidth: 'none' },
  drop: { backgroundColor: tokens.colorBrandBackground2, color: tokens.colorBrandForeground2 },
});

const minPx = 120;
const maxPx = 420;

export function Breadcrumbs({ head }: { head: ViewHead }) {
  const styles = useStyles();
  const nav = useRef<HTMLElement>(null);
  const width = useElementWidth(nav);
  const side = useSplitSide();
  const { openAddressBar } = usePane();
  const widths = measureSteps(head.crumbs.map(({ name }) => showText(name)));
  const hidden = fitSteps(widths, width);
  return (
    <nav
      ref={nav}
      className={styles.root}
      // The filter box shrinks before the path does.
      style={{ flexBasis: Math.min(maxPx, Math.max(minPx, widthOfPath(widths))) }}
      aria-label={side === null ? t('browse.path') : t('split.path', { side })}
    >
      <ol className={styles.list}>
        {head.crumbs.map((crumb, at) => {
          if (at >= hidden.from && at < hidden.from + hidden.count)
            return at === hidden.from ? <HiddenSteps key="hidden" head={head} hidden={hidden} /> : null;
          return <Step key={crumb.path} head={head} at={at} />;
        })}
      </ol>
      {/* A shortcut for the pointer; keyboard and screen readers use Ctrl+L. */}
      <button
        type="button"
        className={styles.rest}
        tabIndex={-1}
        aria-hidden
        onClick={() => openAddressBar(true)}
      />
    </nav>
  );
}

function Step({ head, at }: { head: ViewHead; at: number }) {
  const styles = useStyles();
  const { go } = usePane();
  const crumb = head.crumbs[at];
  const isTarget = useIsDropTarget(`crumb ${crumb?.path ?? ''}`, head.viewId);
  if (crumb === undefined) return null;
  const last = at === head.crumbs.length - 1;
  const open = () => {
    const page = toCrumbPage(head.crumbs, at);
    if (page !== null && !last) go(page, head.crumbs[at + 1]?.ref?.itemId ?? null);
  };
  const target = toCrumbTarget(head, crumb, open);
  const leave = () => {
    open();
    if (!last) focusPane('files');
  };
  return (
    <li className={mergeClasses(styles.step, at === 0 && styles.first, last && styles.last)}>
      {at > 0 && (
        <span className={styles.chevron} aria-hidden>
          <ChevronRight12Regular />
        </span>
      )}
      <button
        type="button"
        className={mergeClasses(styles.crumb, last && styles.here, isTarget && styles.drop)}
        title={showText(crumb.path)}
        aria-current={last ? 'page' : undefined}
        onClick={leave}
        {...dropListeners(target)}
      >
        <span className={styles.text}>{showText(crumb.name)}</span>
      </button>
    </li>
  );
}

function HiddenSteps({ head, hidden }: { head: ViewHead; hidden: { from: number; count: number } }) {
  const styles = useStyles();
  const { go } = usePane();
  const leave = (at: number) => {
    const page = toCrumbPage(head.crumbs, at);
    if (page === null) return;
    go(page, head.crumbs[at + 1]?.ref?.itemId ?? null);
    // After the closing menu has tried to focus a step that may disappear.
    setTimeout(() => focusPane('files'));
  };
  return (
    <li className={styles.step}>
      {hidden.from > 0 && (
        <span className={styles.chevron} aria-hidden>
          <ChevronRight12Regular />
        </span>
      )}
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <button type="button" className={styles.crumb} aria-label={t('browse.morePath')}>
            <MoreHorizontal16Regular />
          </button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {head.crumbs.slice(hidden.from, hidden.from + hidden.count).map((crumb, offset) => (
              <MenuItem key={crumb.path} onClick={() => leave(hidden.from + offset)}>
                {showText(crumb.name)}
              </MenuItem>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
    </li>
  );
}
