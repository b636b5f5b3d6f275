import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TextPair } from '../../../electron/contract/edits.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf } from '../../api/client.ts';
import { textPairQuery } from '../../api/queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { type LinePair, toLinePairs, withContext } from './text-lines.ts';

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  hint: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  frame: {
    maxHeight: '45vh',
    overflow: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  table: { width: '100%', tableLayout: 'fixed', borderCollapse: 'collapse' },
  head: {
    position: 'sticky',
    top: 0,
    backgroundColor: tokens.colorNeutralBackground1,
    textAlign: 'start',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    fontSize: tokens.fontSizeBase200,
  },
  cell: {
    verticalAlign: 'top',
    padding: `0 ${tokens.spacingHorizontalS}`,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    borderInlineStartWidth: '3px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: 'transparent',
  },
  // Not by color alone: a changed line has a bar before it.
  mine: {
    backgroundColor: tokens.colorStatusSuccessBackground1,
    borderInlineStartColor: tokens.colorStatusSuccessBorder2,
  },
  theirs: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    borderInlineStartColor: tokens.colorStatusWarningBorder2,
  },
  left: { color: tokens.colorNeutralForeground3, textAlign: 'center' },
});

interface TextComparisonProps {
  documentId: string;
  isOpen: boolean;
  onOpen: () => void;
}

/** Looks into both versions: texts side by side, other kinds in their own programs. */
export function TextComparison({ documentId, isOpen, onOpen }: TextComparisonProps) {
  const styles = useStyles();
  const pair = useQuery({ ...textPairQuery(documentId), enabled: isOpen });
  const openBoth = (
    <Button onClick={() => void callOrToast('edits.openBoth', { documentId })}>
      {t('editConflict.openBoth')}
    </Button>
  );
  if (!isOpen)
    return (
      <div className={styles.buttons}>
        <Button onClick={onOpen}>{t('editConflict.compare')}</Button>
        {openBoth}
      </div>
    );
  if (pair.isError)
    return <FailureNotice failure={failureOf(pair.error)} onRetry={() => void pair.refetch()} />;
  if (pair.data === undefined) return <span className={styles.hint}>{t('editConflict.comparing')}</span>;
  if (pair.data === null)
    return (
      <div className={styles.buttons}>
        {openBoth}
        <span className={styles.hint}>{t('editConflict.openBothHint')}</span>
      </div>
    );
  return <Texts pair={pair.data} />;
}

function Texts({ pair }: { pair: TextPair }) {
  const styles = useStyles();
  const lines = useMemo(() => withContext(toLinePairs(pair.mine, pair.theirs)), [pair]);
  if (lines.every((line) => line === null))
    return <span className={styles.hint}>{t('editConflict.same')}</span>;
  return (
    <>
      <div className={styles.frame} tabIndex={0} role="region" aria-label={t('editConflict.compare')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.head}>
                {t('editConflict.mine')}
              </th>
              <th scope="col" className={styles.head}>
                {t('editConflict.theirs')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- the lines of one comparison never move
              <Line key={index} line={line} />
            ))}
          </tbody>
        </table>
      </div>
      {pair.truncated && <span className={styles.hint}>{t('editConflict.truncated')}</span>}
    </>
  );
}

function Line({ line }: { line: LinePair | null }) {
  const styles = useStyles();
  if (line === null)
    return (
      <tr>
        <td colSpan={2} className={mergeClasses(styles.cell, styles.left)}>
          …
        </td>
      </tr>
    );
  const isChanged = !line.isSame;
  return (
    <tr>
      <td className={mergeClasses(styles.cell, isChanged && line.mine !== null && styles.mine)}>
        {showText(line.mine ?? '')}
      </td>
      <td className={mergeClasses(styles.cell, isChanged && line.theirs !== null && styles.theirs)}>
        {showText(line.theirs ?? '')}
      </td>
    </tr>
  );
}
