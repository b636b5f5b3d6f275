import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Item } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { FileIcon } from '../../ui/file-icon.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';

const useStyles = makeStyles({
  // Reserves the space, so that nothing below moves when the preview arrives.
  root: {
    position: 'relative',
    flex: '1 1 0',
    minHeight: '160px',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingVerticalS,
    textAlign: 'center',
    overflow: 'hidden',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  // "safe" keeps the beginning reachable when it has to scroll.
  told: { justifyContent: 'safe center', overflowY: 'auto', '& > *': { flexShrink: 0 } },
  tall: { minHeight: '300px' },
  message: { maxWidth: '36ch', padding: tokens.spacingHorizontalM, color: tokens.colorNeutralForeground2 },
});

export function Room({
  children,
  role,
  isTall = false,
}: {
  children: ReactNode;
  role?: 'alert';
  isTall?: boolean;
}) {
  const styles = useStyles();
  return (
    <div
      className={mergeClasses(styles.root, role === 'alert' && styles.told, isTall && styles.tall)}
      role={role}
    >
      {children}
    </div>
  );
}

export function Message({ children }: { children: ReactNode }) {
  const styles = useStyles();
  return <div className={styles.message}>{children}</div>;
}

export function IconOnly({
  item,
  message,
  children,
}: {
  item: Item;
  message?: string | undefined;
  children?: ReactNode;
}) {
  return (
    <Room>
      <FileIcon name={item.name} kind={item.kind} sharing={item.sharing} size={96} />
      {message !== undefined && <Message>{message}</Message>}
      {children}
    </Room>
  );
}

/** Delayed, so that fast previews show no spinner. */
export function Waiting() {
  return useDelayed(true, 300) ? <Spinner size="small" aria-label={t('preview.loading')} /> : null;
}
