import { MenuGroup, MenuGroupHeader, MenuItem } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { useQuery } from '@tanstack/react-query';
import type { ColumnName } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { settingsQuery } from '../../api/queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { type Column, optionalColumns } from './columns.ts';

/** Which columns to show. `shown`: those that there is room for, too. */
export function ColumnChoice({ shown }: { shown: readonly Column[] }) {
  const hidden = useQuery(settingsQuery).data?.hiddenColumns ?? [];
  const toggle = (name: ColumnName) => {
    const hiddenColumns = hidden.includes(name) ? hidden.filter((each) => each !== name) : [...hidden, name];
    void callOrToast('settings.change', { hiddenColumns });
  };
  return (
    <MenuGroup>
      <MenuGroupHeader>{t('columns.shown')}</MenuGroupHeader>
      {optionalColumns.map((name) => {
        const isWanted = !hidden.includes(name);
        const hasNoRoom = isWanted && !shown.some((column) => column.name === name);
        return (
          <MenuItem
            key={name}
            role="menuitemcheckbox"
            aria-checked={isWanted}
            icon={isWanted ? <CheckmarkRegular /> : <span />}
            {...(hasNoRoom && { secondaryContent: t('columns.noRoom') })}
            onClick={() => toggle(name)}
          >
            {t(`browse.columns.${name}`)}
          </MenuItem>
        );
      })}
    </MenuGroup>
  );
}
