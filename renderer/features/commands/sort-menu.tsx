import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ToolbarButton,
} from '@fluentui/react-components';
import { ArrowSort20Regular } from '@fluentui/react-icons/svg/arrow-sort';
import type { SortKey } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toggleSort } from '../../state/sorting.ts';
import { useApp } from '../../state/store.ts';

const sortKeys: readonly SortKey[] = ['name', 'modified', 'size', 'type', 'sharing'];
const directions = ['ascending', 'descending'] as const;

/** The same sort as a click on a header, for columns that are hidden and for those who like menus. */
export function SortMenu({ showLabel, disabled }: { showLabel: boolean; disabled: boolean }) {
  const sort = useApp((state) => state.sort);
  const arrange = useApp((state) => state.arrange);
  const first = sort[0] ?? { key: 'name', direction: 'ascending' };
  return (
    <Menu
      checkedValues={{ key: [first.key], direction: [first.direction] }}
      onCheckedValueChange={(_, { name, checkedItems }) => {
        if (name === 'key') {
          const key = sortKeys.find((each) => each === checkedItems[0]);
          if (key !== undefined && key !== first.key) arrange(toggleSort(sort, key, false));
        } else if (checkedItems[0] !== first.direction) {
          arrange(toggleSort([first], first.key, false));
        }
      }}
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
          <MenuGroup>
            <MenuGroupHeader>{t('commands.sortBy')}</MenuGroupHeader>
            {sortKeys.map((key) => (
              <MenuItemRadio key={key} name="key" value={key}>
                {t(`commands.sortKeys.${key}`)}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{t('commands.order')}</MenuGroupHeader>
            {directions.map((direction) => (
              <MenuItemRadio key={direction} name="direction" value={direction}>
                {t(`commands.${direction}`)}
              </MenuItemRadio>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
