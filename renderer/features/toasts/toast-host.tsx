import { makeStyles } from '@fluentui/react-components';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useApp } from '../../state/store.ts';
import { ToastCard } from './toast-card.tsx';

const useStyles = makeStyles({
  root: {
    gridArea: 'toasts',
    minWidth: 0,
    // Several long ones leave the page its room.
    maxHeight: '40vh',
    overflowY: 'auto',
  },
});

/**
 * Short notices, in bars below the page: they cover nothing. Both live regions are there before anything is said in them, else readers miss it:
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
