import { t } from '../../../electron/contract/strings/translate.ts';
import { formatAge, formatDate, formatPart, formatSize, joinFacts } from '../../words/format.ts';
import { formatUseDay } from '../../words/permission-text.ts';
import { type AccountRow, toDaysLeft, toState, toUnused, toUsedPart } from './account-rows.ts';

export function toAccountStateText(row: AccountRow, now: number): string {
  const state = toState(row, now);
  const until = row.overview.waitingUntil;
  return t(`overview.states.${state}`, { time: until === null ? '' : formatDate(until, new Date(now)) });
}

export function toQuotaText(row: AccountRow): string {
  const { quota } = row.overview;
  if (quota === null) return t('overview.quota.notAsked');
  const { usedBytes, totalBytes } = quota.told;
  const part = toUsedPart(row);
  if (part !== null && totalBytes !== null)
    return t('overview.quota.of', { part: formatPart(part), total: formatSize(totalBytes) });
  return usedBytes === null ? t('overview.quota.unknown') : formatSize(usedBytes);
}

export function toQuotaAge({ overview: { quota } }: AccountRow, now: number): string {
  return quota === null
    ? t('overview.quota.notAskedLong')
    : t('overview.quota.asOf', { age: formatAge(quota.at, now) });
}

export function toIndexText({ overview: { index } }: AccountRow, now: number): string {
  if (index === null) return t('overview.index.notOpened');
  const { state, itemCount, freshAt } = index;
  return t(`overview.index.${state}`, {
    count: itemCount,
    age: freshAt === null ? '' : formatAge(freshAt, now),
  });
}

export function toTransfersText({ overview: { transfers } }: AccountRow): string {
  const { active, paused, conflicts, failed } = transfers;
  const facts = [
    active > 0 ? t('overview.transfers.active', { count: active }) : null,
    paused > 0 ? t('overview.transfers.paused', { count: paused }) : null,
    conflicts > 0 ? t('overview.transfers.conflicts', { count: conflicts }) : null,
    failed > 0 ? t('overview.transfers.failed', { count: failed }) : null,
  ];
  return joinFacts(facts) || t('overview.transfers.none');
}

export function toPermissionsText(row: AccountRow): string {
  const { permissions, lastUsedAt } = row.overview;
  const count = permissions.granted.length;
  if (count === 0) return t('overview.none');
  return lastUsedAt === null
    ? t('overview.granted', { count })
    : t('overview.used', { used: count - toUnused(row).length, count });
}

export function toSecretText(row: AccountRow, now: number): string {
  const days = toDaysLeft(row, now);
  if (days === null) return t('overview.none');
  return days < 0 ? t('overview.secret.expired') : t('overview.secret.days', { days });
}

export function toLastUsedText({ overview: { lastUsedAt } }: AccountRow, now: number): string {
  return lastUsedAt === null ? t('overview.notUsed') : formatUseDay(lastUsedAt, now);
}
