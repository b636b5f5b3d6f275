import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { settingsQuery, startQuery } from '../../api/app-queries.ts';
import { changeSettings } from '../../state/change-settings.ts';
import { useApp } from '../../state/store.ts';

export function useNews(): void {
  const client = useQueryClient();
  const start = useQuery(startQuery).data;
  const lastVersion = useQuery(settingsQuery).data?.versionTold;
  const isDone = useRef(false);
  useEffect(() => {
    if (start?.greets !== true || lastVersion === undefined || isDone.current) return;
    isDone.current = true;
    const { version } = start;
    if (lastVersion === version) return;
    void changeSettings(client, { versionTold: version });
    if (lastVersion === '') return;
    const { toast, openDialog } = useApp.getState();
    const action = { label: t('news.open'), run: () => openDialog({ name: 'news' }) };
    toast({ text: t('news.updated', { version }), action, lifeMs: 20_000 });
  }, [client, start, lastVersion]);
}
