import { Button } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { startQuery } from '../../api/app-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { copyText } from '../../ui/copy-text.ts';
import { toTransferReport } from './transfer-report.ts';

/** The most lines per call, and enough for a report. */
const maxReported = 500;

export function ReportButton({ failedCount }: { failedCount: number }) {
  const client = useQueryClient();
  const [copied, setCopied] = useState<boolean | null>(null);
  const label = copied === null ? t('failureView.copyReport') : copied ? t('app.copied') : t('app.notCopied');
  const copy = async () => {
    const [start, found] = await Promise.all([
      client.fetchQuery(startQuery),
      callOrToast('transfers.rows', { filter: 'attention', collapsed: [], from: 0, to: maxReported }),
    ]);
    if (found !== null) setCopied(await copyText(toTransferReport(found.rows, failedCount, start.version)));
  };
  return (
    <Button
      icon={copied === true ? <CheckmarkRegular /> : <CopyRegular />}
      onClick={() => void copy()}
      onBlur={() => setCopied(null)}
    >
      <span aria-live="polite">{label}</span>
    </Button>
  );
}
