import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, toRef } from '../../api/client.ts';
import { currentVisit, type Page } from '../../state/navigation.ts';
import { useApp } from '../../state/store.ts';
import { useFailure } from '../../state/use-failure.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureAdvice } from '../../ui/failure-advice.tsx';
import { FailureDetails } from '../../ui/failure-details.tsx';
import { focusPane } from '../../ui/panes.ts';
import { toFailureText } from '../../words/failures.ts';

const useStyles = makeStyles({
  // Room for a three-line failure, so that the dialog doesn't jump.
  content: { minHeight: '156px' },
  failure: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXS,
  },
});

interface SharedLinkDialogProps {
  accountId: string;
  onClose: () => void;
}

const sharedList = { name: 'browse', place: 'shared', folder: null } as const;

const isSharedList = (page: Page): boolean =>
  page.name === 'browse' && page.place === 'shared' && page.folder === null;

export function SharedLinkDialog({ accountId, onClose }: SharedLinkDialogProps) {
  const styles = useStyles();
  const [link, setLink] = useState('');
  const [busy, setBusy] = useState(false);
  const { failure, clear, show, isHere } = useFailure(accountId);
  const isEmpty = link.trim() === '';
  const open = async () => {
    if (isEmpty || busy) return;
    setBusy(true);
    clear();
    try {
      const { item, isMine } = await call('shared.openLink', { accountId, link });
      if (!isHere()) return;
      onClose();
      const { go, toast, reveal, history } = useApp.getState();
      if (isMine && item.kind === 'folder') go({ name: 'browse', place: 'myfiles', folder: toRef(item) });
      else if (!isMine && isSharedList(currentVisit(history).page)) reveal(item.itemId);
      else if (!isMine) go(sharedList, item.itemId);
      const text = t(isMine ? 'shared.link.mine' : 'shared.link.added', { name: item.name });
      toast({ tone: 'success', text });
      setTimeout(() => focusPane('files'));
    } catch (thrown) {
      show(thrown);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t('shared.link.title')}
      width="medium"
      contentClassName={styles.content}
      actions={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" appearance="primary" disabledFocusable={isEmpty || busy}>
            {t(busy ? 'shared.link.opening' : 'shared.link.open')}
          </Button>
        </>
      }
      onSubmit={() => void open()}
      onClose={onClose}
    >
      <Field
        label={t('shared.link.label')}
        hint={t('shared.link.hint')}
        {...(failure === null
          ? {}
          : { validationState: 'error' as const, validationMessage: toFailureText(failure).title })}
      >
        <Input
          autoFocus
          inputMode="url"
          value={link}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, { value }) => {
            setLink(value);
            clear();
          }}
        />
      </Field>
      {failure !== null && (
        <div className={styles.failure}>
          <div>
            <FailureAdvice failure={failure} />
          </div>
          <FailureDetails failure={failure} />
        </div>
      )}
    </Dialog>
  );
}
