import { Button, Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useId, useState } from 'react';
import type { ConflictChoice, Transfer } from '../../electron/contract/transfers.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { isChangeKind } from '../words/change-text.ts';
import { formatMoment, formatSize } from '../words/format.ts';
import { compareSides, isGoneThere, type ConflictMarks, type ConflictSideName } from './conflict-sides.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  sides: {
    display: 'grid',
    gridTemplateColumns: 'max-content max-content minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    margin: 0,
  },
  name: { color: tokens.colorNeutralForeground3 },
  size: { textAlign: 'end', fontVariantNumeric: 'tabular-nums', margin: 0 },
  date: {
    margin: 0,
    minWidth: 0,
    overflowWrap: 'anywhere',
    '::first-letter': { textTransform: 'uppercase' },
  },
  mark: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  buttons: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
  label: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, alignSelf: 'center' },
  gone: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  hint: {
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    minHeight: tokens.lineHeightBase200,
  },
});

export interface ConflictChoicesProps {
  transfer: Transfer;
  onChoose: (choice: ConflictChoice, applyToBatch: boolean) => void;
  /** Of an edited copy, instead of skipping: its edit would stay unsaved. */
  more: ReactNode;
  className?: string | undefined;
}

export function ConflictChoices({ transfer, onChoose, more, className }: ConflictChoicesProps) {
  const styles = useStyles();
  const [applyToBatch, setApplyToBatch] = useState(false);
  // The choices for a name that is taken say nothing about a file that is not there any more.
  const isGone = transfer.kind === 'upload' && transfer.carried === null && isGoneThere(transfer);
  const canReplace = transfer.conflict?.canReplace !== false;
  const choices = (isGone ? goneOrder : order).filter(
    (choice) => (more === null || choice !== 'skip') && (canReplace || choice !== 'replace'),
  );
  const [pointed, setPointed] = useState<ConflictChoice>();
  const hintId = useId();
  return (
    <div
      className={mergeClasses(styles.root, className)}
      role="group"
      aria-label={t('conflicts.choiceLabel', { name: transfer.name })}
    >
      {isGone ? (
        <div className={styles.gone}>{t('conflicts.gone')}</div>
      ) : (
        <ConflictSides transfer={transfer} />
      )}
      {!canReplace && <div className={styles.gone}>{t('conflicts.noReplace')}</div>}
      <div className={styles.buttons}>
        {choices.map((choice) => (
          <Button
            key={choice}
            size="small"
            appearance={choice === choices[0] ? 'primary' : 'secondary'}
            aria-describedby={hintId}
            onFocus={() => setPointed(choice)}
            onMouseEnter={() => setPointed(choice)}
            onClick={() => onChoose(choice, applyToBatch)}
          >
            {t(`conflicts.choices.${isGone && choice === 'replace' ? 'putBack' : choice}`)}
          </Button>
        ))}
        {more}
        {!isGone && transfer.isAlone !== true && (
          <Checkbox
            label={{ children: t('conflicts.applyToBatch'), className: styles.label }}
            aria-label={t('conflicts.applyToBatchLong')}
            title={t('conflicts.applyToBatchLong')}
            checked={applyToBatch}
            onChange={(_, { checked }) => setApplyToBatch(checked === true)}
          />
        )}
      </div>
      <div id={hintId} className={styles.hint}>
        {isGone
          ? t(`conflicts.meaning.gone.${pointed === 'skip' ? 'skip' : 'replace'}`)
          : t(
              `conflicts.meaning.${isChangeKind(transfer.kind) ? 'change' : transfer.kind}.${pointed ?? 'keepBoth'}`,
            )}
      </div>
    </div>
  );
}

const order: readonly ConflictChoice[] = ['keepBoth', 'replace', 'skip'];
const goneOrder: readonly ConflictChoice[] = ['replace', 'skip'];
const sideNames: readonly ConflictSideName[] = ['local', 'existing'];

export function ConflictSides({ transfer }: { transfer: Pick<Transfer, 'kind' | 'carried' | 'conflict'> }) {
  const styles = useStyles();
  const { conflict } = transfer;
  if (conflict === null) return null;
  const marks = compareSides(conflict);
  // Folders have no size.
  const unknownSize = conflict.canReplace ? t('conflicts.unknown') : '';
  return (
    <>
      <div className={styles.sides}>
        {sideNames.map((name) => (
          <ConflictSide
            key={name}
            name={name}
            label={toSideLabel(transfer, name)}
            side={conflict[name]}
            marks={marks}
            unknownSize={unknownSize}
          />
        ))}
      </div>
      {marks.alike && <div className={styles.hint}>{t('conflicts.same')}</div>}
    </>
  );
}

interface ConflictSideProps {
  name: ConflictSideName;
  label: string;
  side: NonNullable<Transfer['conflict']>[ConflictSideName];
  marks: ConflictMarks;
  unknownSize: string;
}

function toSideLabel({ kind, carried }: Pick<Transfer, 'kind' | 'carried'>, name: ConflictSideName): string {
  if (!isChangeKind(kind) && carried === null) return t(`conflicts.${name}`);
  if (name === 'existing') return t('conflicts.there');
  return kind === 'copy' || carried?.verb === 'copy' ? t('conflicts.copied') : t('conflicts.moved');
}

function ConflictSide({ name, label, side, marks, unknownSize }: ConflictSideProps) {
  const styles = useStyles();
  return (
    <>
      <span className={styles.name}>{label}</span>
      <span className={styles.size}>
        {side.sizeBytes === null ? unknownSize : formatSize(side.sizeBytes)}
        {marks.larger === name && <Mark text={t('conflicts.larger')} />}
      </span>
      <span className={styles.date}>
        {side.modifiedAt === null ? t('conflicts.unknown') : formatMoment(side.modifiedAt)}
        {marks.newer === name && <Mark text={t('conflicts.newer')} />}
        {side.modifiedBy !== null && ` ${t('conflicts.by', { who: side.modifiedBy })}`}
      </span>
    </>
  );
}

function Mark({ text }: { text: string }) {
  const styles = useStyles();
  return (
    <>
      {', '}
      <span className={styles.mark}>{text}</span>
    </>
  );
}
