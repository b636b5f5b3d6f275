import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import type { Account } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { moveAccount } from '../../state/account-groups.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { useApp } from '../../state/store.ts';

export function AccountActions({ account, accounts }: { account: Account; accounts: readonly Account[] }) {
  const openDialog = useApp((state) => state.openDialog);
  const together = accounts.filter(({ group }) => group === account.group);
  const at = together.findIndex(({ accountId }) => accountId === account.accountId);
  const move = (step: -1 | 1) =>
    void callOrToast('accounts.arrange', { accounts: moveAccount(accounts, account.accountId, step) });
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<MoreHorizontalRegular />}
          aria-label={t('accountMenu.label', { name: account.displayName })}
          title={t('accountMenu.label', { name: account.displayName })}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => openDialog({ name: 'editAccount', account })}>
            {t('accountMenu.edit')}
          </MenuItem>
          <MenuItem disabled={at <= 0} onClick={() => move(-1)}>
            {t('accountMenu.up')}
          </MenuItem>
          <MenuItem disabled={at === together.length - 1} onClick={() => move(1)}>
            {t('accountMenu.down')}
          </MenuItem>
          {account.kind !== 'sample' && (
            <MenuItem onClick={() => openDialog({ name: 'permissions', account })}>
              {t('permissions.open')}
            </MenuItem>
          )}
          <MenuDivider />
          <MenuItem onClick={() => openDialog({ name: 'removeAccount', account })}>
            {t('accountMenu.remove')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
