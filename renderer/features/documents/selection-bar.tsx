import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import type { SavedFile } from '../../../electron/contract/local-copies.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { formatSize } from '../../words/format.ts';
import { canRenew, canSave, renew, saveAll, setKept } from './document-commands.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  count: { fontVariantNumeric: 'tabular-nums', marginInlineEnd: tokens.spacingHorizontalM },
});

interface SelectionBarProps {
  files: readonly SavedFile[];
  onRemove: (files: readonly SavedFile[]) => void;
}

export function SelectionBar({ files, onRemove }: SelectionBarProps) {
  const styles = useStyles();
  const root = useRef<HTMLDivElement>(null);
  useKeptFocus(root);
  const sizeBytes = files.reduce((sum, file) => sum + (file.state === 'missing' ? 0 : file.sizeBytes), 0);
  const edited = files.filter(canSave);
  const outdated = files.filter(canRenew);
  const isKept = files.every((file) => file.isKept);
  return (
    <div ref={root} role="toolbar" aria-label={t('documents.selectionLabel')} className={styles.root}>
      <span className={styles.count}>
        {t('documents.selected', { count: files.length, size: formatSize(sizeBytes) })}
      </span>
      {edited.length > 0 && (
        <Button size="small" onClick={() => void saveAll(edited)}>
          {t('documents.saveBack')}
        </Button>
      )}
      {outdated.length > 0 && (
        <Button size="small" onClick={() => void renew(outdated)}>
          {t('documents.menu.renew')}
        </Button>
      )}
      <Button size="small" onClick={() => setKept(files, !isKept)}>
        {t(isKept ? 'documents.menu.unkeep' : 'documents.menu.keep')}
      </Button>
      <Button size="small" onClick={() => onRemove(files)}>
        {t('documents.menu.remove')}
      </Button>
    </div>
  );
}
