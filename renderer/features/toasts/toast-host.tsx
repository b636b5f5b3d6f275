import { makeStyles } from '@fluentui/react-components';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useApp } from '../../state/store.ts';
import { ToastCard } from './toast-card.tsx';

const useStyles = makeStyles({
  root: {
    gridArea: 'toasts',
    minWidth: 0,
    maxHeight: '40vh',
    overflowY: 'auto',
  },
});

/**
 * In bars below the page, so that toasts cover nothing. Both live regions must exist before their text, or
 * screen readers miss it: failures interrupt, others wait for a pause.
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
