import type { Failure } from '../../electron/contract/errors.ts';

/** For support, so always in English. */
export function toFailureReport(failure: Failure, version: string): string {
  const { details } = failure;
  const lines = [
    `Slipway ${version}`,
    `code: ${failure.code}`,
    failure.subject === null ? null : `file: ${failure.subject}`,
    ...toReportRows(failure),
    details === null ? 'no response from the service' : null,
  ];
  return `${lines.filter((line) => line !== null).join('\n')}\n`;
}

const reportLabels = {
  status: 'status',
  serviceCode: 'service code',
  requestId: 'request id',
  time: 'time',
} as const;

/** One "status: 423" line per known detail. */
export const toReportRows = (failure: Failure): string[] =>
  toDetailRows(failure).map(({ name, value }) => `${reportLabels[name]}: ${value}`);

export interface DetailRow {
  name: keyof typeof reportLabels;
  value: string;
}

export function toDetailRows({ details }: Failure): DetailRow[] {
  if (details === null) return [];
  const rows = [
    { name: 'status', value: details.status === null ? null : String(details.status) },
    { name: 'serviceCode', value: details.serviceCode },
    { name: 'requestId', value: details.requestId },
    { name: 'time', value: details.at },
  ] as const;
  return rows.flatMap(({ name, value }) => (value === null || value === '' ? [] : [{ name, value }]));
}
