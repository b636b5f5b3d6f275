import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Edit, OutdatedCopy } from '../../../electron/contract/edits.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { outdatedQuery } from '../../api/document-queries.ts';
import { useEdits } from '../../api/use-edits.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { runEditAction } from '../../state/edit-actions.ts';
import { toSignInAction } from '../../state/sign-in-action.ts';
import { useApp } from '../../state/store.ts';
import { CopyMark } from '../../ui/copy-mark.tsx';
import { EditMark } from '../../ui/edit-mark.tsx';
import { useDismissTimer } from '../../ui/use-dismiss-timer.ts';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { toEditActions } from '../../words/edit-actions.ts';
import { toEditText } from '../../words/edit-text.ts';
import { toEditRows } from './edit-rows.ts';

const useStyles = makeStyles({
  place: { gridArea: 'edits', minWidth: 0 },
  root: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  row: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    minHeight: '32px',
    padding: `2px ${tokens.spacingHorizontalL}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  text: { flex: '1 1 200px', minWidth: 0, overflowWrap: 'anywhere' },
});

const maxShown = 3;
const savedShownMs = 10_000;
export function EditBar() {
  const styles = useStyles();
  const edits = useEdits();
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const [savedSeenAt, setSavedSeenAt] = useState(() => new Date().toISOString());
  const dismiss = (row: Edit | OutdatedCopy) => setDismissed((before) => new Set([...before, toKey(row)]));
  const saved = edits.find(({ state, at }) => state === 'saved' && at > savedSeenAt);
  const shown = edits.filter(
    (edit) => edit === saved || (edit.state !== 'saved' && !dismissed.has(toKey(edit))),
  );
  const outdated = (useQuery(outdatedQuery).data ?? []).filter((copy) => !dismissed.has(toKey(copy)));
  const rows = toEditRows(shown, outdated);
  const root = useRef<HTMLElement>(null);
  useKeptFocus(root);
  const more = rows.length - maxShown;
  return (
    <section
      ref={root}
      aria-label={t('edits.label')}
      aria-live="polite"
      className={mergeClasses(styles.place, rows.length > 0 && styles.root)}
    >
      {rows
        .slice(0, maxShown)
        .map((row) =>
          row.state === 'outdated' ? (
            <OutdatedRow key={row.key} copy={row.copy} onLater={() => dismiss(row.copy)} />
          ) : (
            <EditRow
              key={row.key}
              edit={row.edit}
              onLater={() => dismiss(row.edit)}
              onEnd={() => setSavedSeenAt(row.edit.at)}
            />
          ),
        )}
      {more > 0 && (
        <div className={styles.row}>
          <span className={styles.text}>{t('edits.more', { count: more })}</span>
          <Button size="small" onClick={() => useApp.getState().go({ name: 'documents' })}>
            {t('edits.showAll')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Another edit of the same file is announced again. */
const toKey = ({ documentId, at }: Edit | OutdatedCopy): string => `${documentId} ${at}`;

interface EditRowProps {
  edit: Edit;
  onLater: () => void;
  onEnd: () => void;
}

function EditRow({ edit, onLater, onEnd }: EditRowProps) {
  const styles = useStyles();
  return (
    <div className={styles.row}>
      <EditMark edit={edit} />
      <span className={styles.text}>{t('edits.named', { name: edit.name, state: toEditText(edit) })}</span>
      <Actions edit={edit} onLater={onLater} />
      {edit.state === 'saved' && <Fading onEnd={onEnd} />}
    </div>
  );
}

const outdatedMark = { isHere: true, isKept: false, isKeptItself: false, isOutdated: true };

function OutdatedRow({ copy, onLater }: { copy: OutdatedCopy; onLater: () => void }) {
  const styles = useStyles();
  const { documentId, name } = copy;
  return (
    <div className={styles.row}>
      <CopyMark mark={outdatedMark} />
      <span className={styles.text}>{t('edits.named', { name, state: t('edits.outdated') })}</span>
      <Button
        size="small"
        appearance="primary"
        aria-label={t('documents.renewLong', { name })}
        onClick={() => void callOrToast('documents.renew', { documentIds: [documentId] })}
      >
        {t('documents.menu.renew')}
      </Button>
      <Button size="small" aria-label={t('edits.laterLong', { name })} onClick={onLater}>
        {t('edits.later')}
      </Button>
    </div>
  );
}

function Fading({ onEnd }: { onEnd: () => void }) {
  useDismissTimer(savedShownMs, false, onEnd);
  return null;
}

function Actions({ edit, onLater }: { edit: Edit; onLater: () => void }) {
  const { name, state } = edit;
  const button = edit.failure === null ? null : toSignInAction(edit.failure, edit.accountId);
  const mayWait = state === 'gone' || state === 'asking' || state === 'failed';
  return (
    <>
      {toEditActions(edit).map((action, at) => (
        <Button
          key={action}
          size="small"
          appearance={at === 0 && action !== 'saveCopy' ? 'primary' : 'secondary'}
          aria-label={t(`edits.${action}Long`, { name })}
          onClick={() => runEditAction(action, edit)}
        >
          {t(`edits.${action}`)}
        </Button>
      ))}
      {button !== null && (
        <Button size="small" onClick={() => useApp.getState().go(button.page)}>
          {button.label}
        </Button>
      )}
      {mayWait && (
        <Button size="small" aria-label={t('edits.laterLong', { name })} onClick={onLater}>
          {t('edits.later')}
        </Button>
      )}
    </>
  );
}
