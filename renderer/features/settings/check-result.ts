import type { ConnectionCheck } from '../../../electron/contract/network.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toFailureText } from '../../words/failures.ts';

export function toCheckText({ part, state, host, who, failure }: ConnectionCheck): string {
  if (state === 'skipped') return t(`settings.network.skipped.${part}`);
  if (state === 'inspected') return t('settings.network.inspected', { host, who: who ?? host });
  if (failure !== null) return toFailedText({ part, host, who, failure });
  if (part === 'name') return t('settings.network.found', { host });
  if (part === 'certificate') return t('settings.network.trusted', { host, who: who ?? 'none' });
  return who === null
    ? t('settings.network.ok', { host })
    : t('settings.network.okThrough', { host, proxy: who });
}

type Failed = Pick<ConnectionCheck, 'part' | 'host' | 'who'> & {
  failure: NonNullable<ConnectionCheck['failure']>;
};

function toFailedText({ part, host, who, failure }: Failed): string {
  const { code } = failure;
  if (part === 'name') return t('settings.network.failed.notFound', { host });
  if (part === 'proxy' && code === 'offline') return t('settings.network.failed.proxyGone', { host });
  if (part === 'proxy' && code === 'networkSignIn')
    return t('settings.network.failed.proxyRefuses', { host });
  if (part === 'certificate')
    return code === 'certificateUntrusted'
      ? t('settings.network.failed.certificate', { host, who: who ?? 'none' })
      : t('settings.network.failed.notSeen', { host });
  switch (code) {
    case 'offline':
      return who === null
        ? t('settings.network.failed.unreachable', { host })
        : t('settings.network.failed.unreachableThrough', { host, proxy: who });
    case 'proxySignIn':
      return who === null
        ? t('settings.network.failed.proxySignIn', { host })
        : t('settings.network.failed.signInFirst', { host, proxy: who });
    case 'networkSignIn':
      return t('settings.network.failed.page', { host });
    case 'certificateUntrusted':
      return t('settings.network.failed.untrusted', { host });
    case 'serviceUnavailable':
      return t('settings.network.failed.busy', { host });
    default:
      return t('settings.network.failed.other', { host, reason: toFailureText(failure).title });
  }
}
