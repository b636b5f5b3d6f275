import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowUpload20Regular } from '@fluentui/react-icons/svg/arrow-upload';
import { Copy20Regular } from '@fluentui/react-icons/svg/copy';
import { FolderArrowRight20Regular } from '@fluentui/react-icons/svg/folder-arrow-right';
import { Prohibited20Regular } from '@fluentui/react-icons/svg/prohibited';
import { usePane } from '../../state/pane.ts';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { useApp } from '../../state/store.ts';

const useStyles = makeStyles({
  frame: {
    position: 'absolute',
    inset: '4px',
    zIndex: 3,
    borderRadius: tokens.borderRadiusLarge,
    border: `2px dashed ${tokens.colorBrandStroke1}`,
    pointerEvents: 'none',
  },
  pill: {
    position: 'absolute',
    zIndex: 4,
    bottom: tokens.spacingVerticalXXL,
    insetInline: tokens.spacingHorizontalXXL,
    width: 'fit-content',
    boxSizing: 'border-box',
    marginInline: 'auto',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderRadius: '20px',
    boxShadow: tokens.shadow16,
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    fontSize: tokens.fontSizeBase300,
    pointerEvents: 'none',
    border: '1px solid transparent',
    '& svg': { flexShrink: 0 },
  },
  refused: {
    backgroundColor: tokens.colorNeutralBackgroundInverted,
    color: tokens.colorNeutralForegroundInverted,
  },
});

const icons = {
  upload: <ArrowUpload20Regular />,
  move: <FolderArrowRight20Regular />,
  copy: <Copy20Regular />,
};

export function DropPill({ head }: { head: ViewHead | null }) {
  const styles = useStyles();
  const hint = useApp((state) => state.dropHint);
  const side = useApp((state) => state.side);
  const pane = usePane();
  // Shown in the target's pane, or in the active one for targets outside the panes.
  const isHere =
    hint?.viewId == null ? pane.side === null || pane.side === side : hint.viewId === head?.viewId;
  if (hint === null || !isHere) return null;
  return (
    <>
      {hint.target === 'pane' && hint.allowed && <div className={styles.frame} />}
      <div role="status" className={mergeClasses(styles.pill, !hint.allowed && styles.refused)}>
        {hint.allowed ? icons[hint.does] : <Prohibited20Regular />}
        {hint.text}
      </div>
    </>
  );
}
