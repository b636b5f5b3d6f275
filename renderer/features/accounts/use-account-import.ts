import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportPlan } from '../../../electron/contract/account-import.ts';
import type { Failure } from '../../../electron/contract/errors.ts';
import { call, failureOf, offer } from '../../api/client.ts';
import { accountImportQuery, type ImportRead } from '../../api/account-queries.ts';
import { keys } from '../../api/query-keys.ts';

export interface AccountImporting {
  read: ImportRead | null;
  busy: boolean;
  failure: Failure | null;
  choose: (file: File) => Promise<void>;
  run: (secrets: Record<string, string>) => Promise<void>;
}

export function useAccountImport(): AccountImporting {
  const client = useQueryClient();
  const read = useQuery(accountImportQuery).data ?? null;
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (thrown) {
      setFailure(failureOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  const show = (fileName: string, plan: ImportPlan) =>
    client.setQueryData<ImportRead>(keys.accountImport, { fileName, plan });

  return {
    read,
    busy,
    failure,
    choose: (file) =>
      attempt(async () => {
        const [ticket] = await offer([file]);
        if (ticket !== undefined)
          show(file.name, await call('accountImport.read', { ticket: ticket.ticket }));
      }),
    run: (secrets) =>
      attempt(async () => {
        if (read === null) return;
        const { importId } = read.plan;
        const plan = await call('accountImport.run', { importId, secrets });
        // An event may have arrived before this result.
        const now = client.getQueryData<ImportRead>(keys.accountImport);
        if (now?.plan.state === 'dry') show(read.fileName, plan);
      }),
  };
}
