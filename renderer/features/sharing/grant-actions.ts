import type { Item } from '../../../electron/contract/records.ts';
import type { AccessGrant, AccessPerson } from '../../../electron/contract/sharing.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, toRef } from '../../api/client.ts';

export interface GrantActions {
  copy: () => Promise<string>;
  setRole(role: 'read' | 'write'): Promise<string>;
  remove: () => Promise<string>;
  addPeople(emails: string[]): Promise<string>;
  removePerson(personId: string, person: AccessPerson): Promise<string>;
}

export function toGrantActions(accountId: string, item: Item, { grantId }: AccessGrant): GrantActions {
  const grant = { accountId, item: toRef(item), grantId };
  return {
    async copy() {
      await call('sharing.copyLink', grant);
      return t('share.access.copied');
    },
    async setRole(role) {
      await call('sharing.setRole', { ...grant, role });
      return t('share.access.changed');
    },
    async remove() {
      await call('sharing.remove', grant);
      return t('share.access.removed');
    },
    async addPeople(emails) {
      await call('sharing.addToLink', { ...grant, emails });
      return t('share.access.added', { count: emails.length, name: emails[0] ?? '' });
    },
    async removePerson(personId, { name }) {
      await call('sharing.removeFromLink', { ...grant, personId });
      return t('share.access.personRemoved', { who: showText(name) });
    },
  };
}
