import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../../electron/contract/strings/translate.ts';
import { startQuery } from '../../api/app-queries.ts';
import { Dialog } from '../../ui/dialog.tsx';

/** Defined at build time in electron.vite.config.ts, from the changelog, in English. */
declare const slipwayNews: readonly string[];

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalXL,
  },
});

export function NewsDialog({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const version = useQuery(startQuery).data?.version ?? '';
  return (
    <Dialog
      title={t('news.title', { version })}
      width="wide"
      contentFocusable
      actions={{ closeLabel: t('app.close') }}
      onClose={onClose}
    >
      <Text>{t('news.intro')}</Text>
      <ul className={styles.list} lang="en">
        {slipwayNews.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Dialog>
  );
}
