import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemCheckbox,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ToolbarButton,
} from '@fluentui/react-components';
import { ArrowSort20Regular } from '@fluentui/react-icons/svg/arrow-sort';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { memo } from 'react';
import type { Sort, SortKey, ViewHead } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { settingsQuery } from '../../api/app-queries.ts';
import { changeSettings } from '../../state/change-settings.ts';
import { sortKeys, toggleSort } from '../../state/sorting.ts';
import { useViewHead } from '../../state/open-view.ts';
import { useApp } from '../../state/store.ts';

const directions = ['ascending', 'descending'] as const;
const nothing = 'nothing';

interface SortName {
  key: SortKey;
  label: string;
}

/** The list of shared items is sorted by sharing date and person. */
function toSortNames(head: ViewHead | null): SortName[] {
  const isSharedList = head?.place === 'shared' && head.folder === null && head.search === null;
  return sortKeys
    .filter((key) => !isSharedList || key !== 'sharing')
    .map((key) => ({
      key,
      label:
        isSharedList && (key === 'modified' || key === 'modifiedBy')
          ? t(`commands.sharedKeys.${key}`)
          : t(`commands.sortKeys.${key}`),
    }));
}

interface Props {
  showLabel: boolean;
  disabled: boolean;
}

export const SortMenu = memo(function SortMenu({ showLabel, disabled }: Props) {
  const client = useQueryClient();
  const sort = useApp((state) => state.sort);
  const arrange = useApp((state) => state.arrange);
  const names = toSortNames(useViewHead());
  const foldersFirst = useQuery(settingsQuery).data?.foldersFirst ?? true;
  const first: Sort = sort[0] ?? { key: 'name', direction: 'ascending' };
  const chosen = (name: string, values: readonly string[]) => {
    const key = sortKeys.find((each) => each === values[0]);
    if (name === 'foldersFirst') void changeSettings(client, { foldersFirst: !foldersFirst });
    else if (name === 'key' && key !== undefined && key !== first.key) arrange(toggleSort(sort, key, false));
    else if (name === 'direction' && values[0] !== first.direction)
      arrange(toggleSort([first], first.key, false));
    else if (name === 'second') arrange(key === undefined ? [first] : toggleSort([first], key, true));
  };
  return (
    <Menu
      checkedValues={{
        key: [first.key],
        direction: [first.direction],
        second: [sort[1]?.key ?? nothing],
        foldersFirst: foldersFirst ? ['yes'] : [],
      }}
      onCheckedValueChange={(_, { name, checkedItems }) => chosen(name, checkedItems)}
    >
      <MenuTrigger disableButtonEnhancement>
        <ToolbarButton
          icon={<ArrowSort20Regular />}
          aria-label={t('commands.sort')}
          disabledFocusable={disabled}
        >
          {showLabel && t('commands.sort')}
        </ToolbarButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <KeyChoices names={names} />
          <MenuDivider />
          <DirectionChoices />
          <MenuDivider />
          <ThenBy
            names={names}
            first={first}
            second={sort[1]}
            onChoose={(values) => chosen('second', values)}
          />
          <MenuItemCheckbox name="foldersFirst" value="yes">
            {t('commands.foldersFirst')}
          </MenuItemCheckbox>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
});

function KeyChoices({ names }: { names: readonly SortName[] }) {
  return (
    <MenuGroup>
      <MenuGroupHeader>{t('commands.sortBy')}</MenuGroupHeader>
      {names.map(({ key, label }) => (
        <MenuItemRadio key={key} name="key" value={key}>
          {label}
        </MenuItemRadio>
      ))}
    </MenuGroup>
  );
}

function DirectionChoices() {
  return (
    <MenuGroup>
      <MenuGroupHeader>{t('commands.order')}</MenuGroupHeader>
      {directions.map((direction) => (
        <MenuItemRadio key={direction} name="direction" value={direction}>
          {t(`commands.${direction}`)}
        </MenuItemRadio>
      ))}
    </MenuGroup>
  );
}

interface ThenByProps {
  names: readonly SortName[];
  first: Sort;
  second: Sort | undefined;
  onChoose: (values: readonly string[]) => void;
}

function ThenBy({ names, first, second, onChoose }: ThenByProps) {
  return (
    <Menu
      checkedValues={{ second: [second?.key ?? nothing] }}
      onCheckedValueChange={(_, { checkedItems }) => onChoose(checkedItems)}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuItem icon={<span />}>{t('commands.thenBy')}</MenuItem>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItemRadio name="second" value={nothing}>
            {t('commands.thenByNothing')}
          </MenuItemRadio>
          {names
            .filter(({ key }) => key !== first.key)
            .map(({ key, label }) => (
              <MenuItemRadio key={key} name="second" value={key}>
                {label}
              </MenuItemRadio>
            ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
