import { MenuDivider, MenuGroup, MenuGroupHeader, MenuItem } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import type { ColumnName, ListColumn, ListKind } from '../../../electron/contract/settings.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toCommandName } from '../../words/command-text.ts';
import { type Column, type ColumnChoices, moveColumn, neighbourOf, toColumnLabel } from './columns.ts';

interface Props {
  kind: ListKind;
  name: Column['name'];
  shown: readonly Column[];
  choices: ColumnChoices;
  onDialog: () => void;
}

export function ColumnChoice({ kind, name, shown, choices, onDialog }: Props) {
  const { columns, save } = choices;
  return (
    <>
      <MenuGroup>
        <MenuGroupHeader>{t('columns.shown')}</MenuGroupHeader>
        {columns.map((column) => (
          <ColumnCheck
            key={column.name}
            column={column}
            kind={kind}
            hasRoom={shown.some((each) => each.name === column.name)}
            onToggle={() =>
              save(columns.map((each) => (each === column ? { ...each, isShown: !each.isShown } : each)))
            }
          />
        ))}
      </MenuGroup>
      <MenuDivider />
      {name !== 'name' && <Moves name={name} shown={shown} columns={columns} onMove={save} />}
      <MenuItem icon={<span />} onClick={onDialog}>
        {toCommandName('columns')}
      </MenuItem>
    </>
  );
}

function ColumnCheck(props: { column: ListColumn; kind: ListKind; hasRoom: boolean; onToggle: () => void }) {
  const { column, kind, hasRoom, onToggle } = props;
  return (
    <MenuItem
      role="menuitemcheckbox"
      aria-checked={column.isShown}
      icon={column.isShown ? <CheckmarkRegular /> : <span />}
      {...(column.isShown && !hasRoom && { secondaryContent: t('columns.noRoom') })}
      onClick={onToggle}
    >
      {toColumnLabel(column.name, kind)}
    </MenuItem>
  );
}

interface MovesProps {
  name: ColumnName;
  shown: readonly Column[];
  columns: readonly ListColumn[];
  onMove: (columns: readonly ListColumn[]) => void;
}

function Moves({ name, shown, columns, onMove }: MovesProps) {
  return ([-1, 1] as const).map((step) => {
    const target = neighbourOf(shown, name, step);
    return (
      <MenuItem
        key={step}
        icon={<span />}
        disabled={target === null}
        onClick={() => target !== null && onMove(moveColumn(columns, name, target))}
      >
        {t(step === -1 ? 'columns.moveBefore' : 'columns.moveAfter')}
      </MenuItem>
    );
  });
}
