import type { Failure } from '../../electron/contract/errors.ts';

/** What "Copy report" puts on the clipboard: for support, in one language, without the words on screen. */
export function toFailureReport(failure: Failure, version: string): string {
  const { details } = failure;
  const lines = [
    `Slipway ${version}`,
    `code: ${failure.code}`,
    failure.subject === null ? null : `file: ${failure.subject}`,
    ...toDetailRows(failure).map(({ label, value }) => `${label.toLowerCase()}: ${value}`),
    details === null ? 'no answer of the service is involved' : null,
  ];
  return `${lines.filter((line) => line !== null).join('\n')}\n`;
}

/** The rows under "Details", without what is unknown. */
export function toDetailRows({ details }: Failure): { label: string; value: string }[] {
  if (details === null) return [];
  const rows = [
    { label: 'Status', value: details.status === null ? null : String(details.status) },
    { label: 'Service code', value: details.serviceCode },
    { label: 'Request id', value: details.requestId },
    { label: 'Time', value: details.at },
  ];
  return rows.flatMap(({ label, value }) => (value === null || value === '' ? [] : [{ label, value }]));
}
