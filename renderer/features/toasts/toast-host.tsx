import { makeStyles, tokens } from '@fluentui/react-components';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useApp } from '../../state/store.ts';
import { ToastCard } from './toast-card.tsx';

const useStyles = makeStyles({
  root: {
    position: 'fixed',
    insetInlineEnd: tokens.spacingHorizontalL,
    // Above the status bar and above the tray of transfers, which tells how much room it takes.
    bottom: 'calc(48px + var(--slipway-tray-room, 0px))',
    zIndex: 1000,
    width: '360px',
    maxWidth: `calc(100vw - 2 * ${tokens.spacingHorizontalL})`,
    pointerEvents: 'none',
  },
});

/**
 * Short notices over the page. Both live regions are there before anything is said in them, else readers miss it:
 * a failure interrupts, everything else waits for a pause.
 */
export function ToastHost() {
  const styles = useStyles();
  const toasts = useApp((state) => state.toasts);
  const failures = toasts.filter((toast) => toast.tone === 'failure');
  const others = toasts.filter((toast) => toast.tone !== 'failure');
  return (
    <div className={styles.root} role="region" aria-label={t('toasts.region')}>
      <div role="alert" aria-atomic="false">
        {failures.map((toast) => (
          <ToastCard key={toast.toastId} toast={toast} />
        ))}
      </div>
      <div role="status" aria-atomic="false">
        {others.map((toast) => (
          <ToastCard key={toast.toastId} toast={toast} />
        ))}
      </div>
    </div>
  );
}
