import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up';
import { SubtractRegular } from '@fluentui/react-icons/svg/subtract';
import { useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { ToViewer } from '../../viewer/messages.ts';
import { formatPart } from '../../words/format.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingHorizontalXS,
    fontSize: tokens.fontSizeBase200,
  },
  page: { width: '52px', minWidth: 0 },
  of: { whiteSpace: 'nowrap' },
  zoom: { minWidth: '48px' },
});

interface DocumentToolsProps {
  pages: number;
  at: { page: number; zoomPercent: number };
  send: (order: ToViewer) => void;
}

export function DocumentTools({ pages, at: { page, zoomPercent }, send }: DocumentToolsProps) {
  const styles = useStyles();
  const zoom = formatPart(zoomPercent / 100);
  return (
    <div className={styles.root}>
      <IconButton
        label={t('preview.pages.previous')}
        icon={<ChevronUpRegular />}
        disabledFocusable={page <= 1}
        onClick={() => send({ type: 'go', page: page - 1 })}
      />
      <PageField page={page} pages={pages} go={(to) => send({ type: 'go', page: to })} />
      <span className={styles.of}>{t('preview.pages.of', { count: pages })}</span>
      <IconButton
        label={t('preview.pages.next')}
        icon={<ChevronDownRegular />}
        disabledFocusable={page >= pages}
        onClick={() => send({ type: 'go', page: page + 1 })}
      />
      <IconButton
        label={t('preview.pages.zoomOut')}
        icon={<SubtractRegular />}
        onClick={() => send({ type: 'zoom', by: -1 })}
      />
      <Button
        size="small"
        appearance="subtle"
        className={styles.zoom}
        title={t('preview.pages.fit')}
        aria-label={`${zoom}. ${t('preview.pages.fit')}`}
        onClick={() => send({ type: 'zoom', by: 0 })}
      >
        {zoom}
      </Button>
      <IconButton
        label={t('preview.pages.zoomIn')}
        icon={<AddRegular />}
        onClick={() => send({ type: 'zoom', by: 1 })}
      />
    </div>
  );
}

interface PageFieldProps {
  page: number;
  pages: number;
  go: (page: number) => void;
}

/** Applied on Enter or blur. */
function PageField({ page, pages, go }: PageFieldProps) {
  const styles = useStyles();
  const [typed, setTyped] = useState<string | null>(null);
  const finish = () => {
    const requested = Number(typed ?? Number.NaN);
    setTyped(null);
    if (Number.isInteger(requested) && requested >= 1) go(Math.min(requested, pages));
  };
  return (
    <Input
      size="small"
      className={styles.page}
      aria-label={t('preview.pages.page')}
      inputMode="numeric"
      value={typed ?? String(page)}
      onChange={(_, { value }) => setTyped(value.replaceAll(/\D/g, '').slice(0, 6))}
      onBlur={finish}
      onKeyDown={(event) => {
        // In the input, arrow keys move the cursor.
        if (event.key.startsWith('Arrow')) event.stopPropagation();
        if (event.key === 'Enter') finish();
      }}
    />
  );
}
