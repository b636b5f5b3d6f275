import type { AccessGrant } from '../../electron/contract/sharing.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { formatDate, formatList, joinFacts } from './format.ts';

export function toGrantName({ people, link }: AccessGrant): string {
  if (link !== null && people.length === 0) {
    return link.scope === null ? t('share.access.unknownLink') : t(`share.link.scopes.${link.scope}`);
  }
  return people.length === 0 ? t('share.access.someone') : formatList(people.map(({ name }) => name));
}

export function toGrantFacts(grant: AccessGrant): string {
  const { people, link, inheritedFrom, expiresAt, hasPassword } = grant;
  const [first] = people;
  const email = people.length === 1 && first?.email !== first?.name ? (first?.email ?? null) : null;
  return joinFacts([
    email,
    toExpiryText(grant, expiresAt),
    hasPassword ? t('share.access.password') : null,
    link?.preventsDownload === true ? t('share.access.noDownload') : null,
    inheritedFrom === null
      ? null
      : t('share.access.inherited', { folder: inheritedFrom, hasFolder: inheritedFrom !== '' }),
  ]);
}

/** Anyone who finds a link without expiry can use it, even years later. */
function toExpiryText({ link }: AccessGrant, expiresAt: string | null): string | null {
  if (expiresAt !== null) return t('share.access.expires', { day: formatDate(expiresAt) });
  return link === null ? null : t('share.access.neverExpires');
}
