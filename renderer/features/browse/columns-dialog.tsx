import { Button, Checkbox, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { type ReactElement, useLayoutEffect, useRef, useState } from 'react';
import type { ListColumn, ListKind } from '../../../electron/contract/settings.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { defaultsOf, moveColumn, narrowestPx, toColumnLabel } from '../../ui/grid/columns.ts';
import { useColumns } from '../../state/use-columns.ts';

const useStyles = makeStyles({
  hint: { color: tokens.colorNeutralForeground3 },
  list: { listStyleType: 'none', margin: 0, padding: 0, width: '100%' },
  row: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, minHeight: '36px' },
  name: { flex: 1, minWidth: 0 },
  width: { width: '116px' },
  reset: { marginInlineEnd: 'auto' },
});

const widestPx = 2000;

export function ColumnsDialog({ kind, onClose }: { kind: ListKind; onClose: () => void }) {
  const styles = useStyles();
  const { columns, save, reset } = useColumns(kind);
  const list = useRef<HTMLOListElement>(null);
  const pressed = useRef<string | null>(null);
  const moveBy = (index: number, step: -1 | 1) => {
    const moved = columns[index];
    const target = columns[index + step];
    if (moved === undefined || target === undefined) return;
    pressed.current = `${step === -1 ? 'up' : 'down'} ${moved.name}`;
    save(moveColumn(columns, moved.name, target.name));
  };
  // Moving a row in the DOM loses its focus.
  useLayoutEffect(() => {
    if (pressed.current !== null)
      list.current?.querySelector<HTMLElement>(`[data-move="${pressed.current}"] button`)?.focus();
    pressed.current = null;
  });
  return (
    <Dialog
      title={t('columns.title', { place: toPlaceName(kind) })}
      width="medium"
      onClose={onClose}
      actions={
        <>
          <Button
            className={styles.reset}
            appearance="subtle"
            disabledFocusable={isDefault(columns, kind)}
            onClick={reset}
          >
            {t('columns.reset')}
          </Button>
          <Button appearance="primary" onClick={onClose}>
            {t('app.close')}
          </Button>
        </>
      }
    >
      <Text size={200} className={styles.hint}>
        {t('columns.hint')}
      </Text>
      <ol ref={list} className={styles.list} aria-label={t('columns.order')}>
        {columns.map((column, index) => (
          <Row
            key={column.name}
            column={column}
            kind={kind}
            onChange={(next) => save(columns.map((each) => (each === column ? next : each)))}
            onUp={index === 0 ? null : () => moveBy(index, -1)}
            onDown={index === columns.length - 1 ? null : () => moveBy(index, 1)}
          />
        ))}
      </ol>
    </Dialog>
  );
}

const placeNames = {
  myfiles: 'places.myfiles',
  shared: 'places.shared',
  sharedList: 'places.shared',
  found: 'search.title',
  copies: 'places.documents',
  accounts: 'overview.heading',
} as const;

const toPlaceName = (kind: ListKind): string => t(placeNames[kind]);

const isDefault = (columns: readonly ListColumn[], kind: ListKind): boolean =>
  JSON.stringify(columns) === JSON.stringify(defaultsOf(kind));

interface RowProps {
  column: ListColumn;
  kind: ListKind;
  onChange: (column: ListColumn) => void;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
}

function Row({ column, kind, onChange, onUp, onDown }: RowProps) {
  const styles = useStyles();
  const label = toColumnLabel(column.name, kind);
  return (
    <li className={styles.row}>
      <span className={styles.name}>
        <Checkbox
          label={label}
          checked={column.isShown}
          onChange={(_, { checked }) => onChange({ ...column, isShown: checked === true })}
        />
      </span>
      <WidthField
        label={t('columns.widthOf', { column: label })}
        widthPx={column.widthPx}
        onChange={(widthPx) => onChange({ ...column, widthPx })}
      />
      <span data-move={`up ${column.name}`}>
        <MoveButton label={t('columns.moveUp', { column: label })} icon={<ArrowUpRegular />} move={onUp} />
      </span>
      <span data-move={`down ${column.name}`}>
        <MoveButton
          label={t('columns.moveDown', { column: label })}
          icon={<ArrowDownRegular />}
          move={onDown}
        />
      </span>
    </li>
  );
}

function MoveButton(props: { label: string; icon: ReactElement; move: (() => void) | null }) {
  const { label, icon, move } = props;
  return <IconButton label={label} icon={icon} disabledFocusable={move === null} onClick={() => move?.()} />;
}

interface WidthFieldProps {
  label: string;
  widthPx: number | null;
  onChange: (widthPx: number | null) => void;
}

function WidthField({ label, widthPx, onChange }: WidthFieldProps) {
  const styles = useStyles();
  // null: nothing is being typed.
  const [typed, setTyped] = useState<string | null>(null);
  const settle = () => {
    if (typed === null) return;
    setTyped(null);
    const next = typed === '' ? null : Math.min(widestPx, Math.max(narrowestPx, Number(typed)));
    if (next !== widthPx) onChange(next);
  };
  return (
    <Input
      className={styles.width}
      size="small"
      inputMode="numeric"
      aria-label={label}
      placeholder={t('columns.automatic')}
      value={typed ?? (widthPx === null ? '' : String(widthPx))}
      maxLength={4}
      onChange={(_, { value }) => setTyped(value.replaceAll(/\D/g, ''))}
      onBlur={settle}
      onKeyDown={(event) => event.key === 'Enter' && settle()}
    />
  );
}
