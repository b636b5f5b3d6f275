import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { TextPair } from '../../electron/contract/edits.ts';
import { showText } from '../../electron/contract/strings/show-text.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { type LinePair, toLinePairs, withContext } from './text-lines.ts';

const useStyles = makeStyles({
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
  // A bar marks changed lines in addition to color.
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

interface TextDiffProps {
  pair: TextPair;
  label: string;
  heads: readonly [mine: string, theirs: string];
}

export function TextDiff({ pair, label, heads }: TextDiffProps) {
  const styles = useStyles();
  const lines = useMemo(() => withContext(toLinePairs(pair.mine, pair.theirs)), [pair]);
  if (lines.every((line) => line === null))
    return <span className={styles.hint}>{t('editConflict.same')}</span>;
  return (
    <>
      <div className={styles.frame} tabIndex={0} role="region" aria-label={label}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.head}>
                {heads[0]}
              </th>
              <th scope="col" className={styles.head}>
                {heads[1]}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- the rows of a comparison never move
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
