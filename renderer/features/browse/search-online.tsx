import { Button, Spinner } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import type { ViewHead } from '../../../electron/contract/records.ts';
import type { SearchState } from '../../../electron/contract/search-state.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { receiveView } from '../../api/events.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { leaveButton } from '../../ui/panes.ts';
import { toFailureText } from '../../words/failures.ts';

/** OneDrive's search also covers file contents and shared items; it runs only on request. */
export function SearchOnline({ head, search }: { head: ViewHead; search: SearchState }) {
  const client = useQueryClient();
  const { state, found, failure } = search.online;
  const ask = async () => {
    leaveButton();
    const updated = await callOrToast('search.online', { viewId: head.viewId });
    if (updated !== null) receiveView(client, updated);
  };
  if (state === 'searching') return <Spinner size="extra-tiny" label={t('search.online.searching')} />;
  if (state === 'done') return <span role="status">{t('search.online.found', { count: found })}</span>;
  return (
    <>
      {failure !== null && <span role="alert">{toFailureText(failure).title}</span>}
      <Button size="small" title={t('search.online.hint')} onClick={() => void ask()}>
        {t(state === 'failed' ? 'app.retry' : 'search.online.ask')}
      </Button>
    </>
  );
}
