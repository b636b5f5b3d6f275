import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf } from '../../api/client.ts';
import { textPairQuery } from '../../api/document-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { TextDiff } from '../../ui/text-diff.tsx';

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  hint: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

interface TextComparisonProps {
  documentId: string;
  isOpen: boolean;
  onOpen: () => void;
}

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
  return (
    <TextDiff
      pair={pair.data}
      label={t('editConflict.compare')}
      heads={[t('editConflict.mine'), t('editConflict.theirs')]}
    />
  );
}
