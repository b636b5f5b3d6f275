import { t } from '../../electron/contract/strings/translate.ts';
import { formatDate } from './format.ts';
import { scopeNames } from './scopes.ts';

export function toPermissionText(name: string): string {
  if (name === 'User.Read') return t('permissions.userRead');
  const scope = scopeNames.find((each) => each === name);
  return scope === undefined ? t('permissions.unused') : t(`scopes.${scope}`);
}

export function formatUseDay(instant: string, now: number): string {
  return isSameUtcDay(instant, now)
    ? t('permissions.today')
    : formatDate(`${instant.slice(0, 10)}T12:00:00.000Z`);
}

export function isSameUtcDay(instant: string, now: number): boolean {
  return instant.slice(0, 10) === new Date(now).toISOString().slice(0, 10);
}
