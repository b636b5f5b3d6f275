import { makeStyles, shorthands, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { factOf } from '../../../electron/contract/error-codes.ts';
import type { Failure } from '../../../electron/contract/errors.ts';
import type { Item } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, toRef } from '../../api/client.ts';
import { useViewHead } from '../../state/open-view.ts';
import { isSelected } from '../../ui/grid/selection.ts';
import { edit } from '../../state/undo-queue.ts';
import { useFailure } from '../../state/use-failure.ts';
import { ownerOf } from '../../api/row-owner.ts';
import { usePane } from '../../state/pane.ts';
import { focusPane } from '../../ui/panes.ts';
import { toFailureText } from '../../words/failures.ts';
import { NameMessage } from './name-message.tsx';
import type { NameMessageProps } from './name-message.tsx';
import { stemLength } from './stem-length.ts';
import { validateName } from './validate-name.ts';

const useStyles = makeStyles({
  root: { position: 'relative', flex: 1, minWidth: 0 },
  input: {
    width: '100%',
    boxSizing: 'border-box',
    height: '26px',
    padding: `0 ${tokens.spacingHorizontalXS}`,
    marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalXS} - 1px)`,
    border: `1px solid ${tokens.colorCompoundBrandStroke}`,
    borderRadius: tokens.borderRadiusMedium,
    outlineStyle: 'none',
    font: 'inherit',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    '&[aria-invalid="true"]': shorthands.borderColor(tokens.colorPaletteRedBorder2),
  },
});

export function RenameBox({ item }: { item: Item }) {
  const styles = useStyles();
  const { name, setName, message, busy, commit, giveUp } = useRename(item);
  const [input, setInput] = useState<HTMLInputElement | null>(null);
  const messageId = useId();
  const stem = stemLength(item);
  useLayoutEffect(() => {
    input?.focus();
    input?.setSelectionRange(0, stem);
  }, [input, stem]);
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter') void commit(true);
    if (event.key === 'Escape') giveUp();
    if (event.key !== 'Tab' || event.shiftKey) return;
    const takeButton = document.getElementById(messageId)?.querySelector('button');
    if (!takeButton) return;
    event.preventDefault();
    takeButton.focus();
  };
  const pressedInMessage = (event: KeyboardEvent) => {
    if (event.key === 'Escape') giveUp();
    if (event.key !== 'Tab') return;
    event.preventDefault();
    input?.focus();
  };
  const take = (suggestion: string) => {
    setName(suggestion);
    input?.focus();
  };
  return (
    <span className={styles.root} data-renaming>
      <input
        ref={setInput}
        className={styles.input}
        aria-label={t('browse.rename', { name: item.name })}
        aria-invalid={message !== null}
        aria-describedby={message === null ? undefined : messageId}
        value={name}
        maxLength={400}
        readOnly={busy}
        spellCheck={false}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={pressed}
        onBlur={() => document.hasFocus() && message === null && void commit(false)}
      />
      {message !== null && input !== null && (
        <NameMessage id={messageId} box={input} {...message} onTake={take} onKeyDown={pressedInMessage} />
      )}
    </span>
  );
}

type Message = Pick<NameMessageProps, 'title' | 'text' | 'suggestion'>;

/** An empty name leaves the old one. */
function toMessage(item: Item, name: string, failure: Failure | null): Message | null {
  if (failure !== null) return { ...toFailureText(failure), suggestion: factOf(failure, 'suggestion') };
  if (name === item.name || name.trim() === '') return null;
  const problem = validateName(name, item.kind === 'folder' ? 'folder' : 'file');
  return problem && { title: problem.reason, text: null, suggestion: problem.suggestion };
}

function useRename(item: Item) {
  const [name, setNameText] = useState(item.name);
  const [busy, setBusy] = useState(false);
  const head = useViewHead();
  const accountId = head === null ? undefined : ownerOf(item, head);
  const pane = usePane();
  const { failure, clear, show } = useFailure(accountId);
  const message = toMessage(item, name, failure);
  // Unmounting blurs the input again, which must not commit twice.
  const settled = useRef(false);
  const leave = (refocus: boolean) => {
    settled.current = true;
    // Another name may be in the box by now, or none.
    if (pane.now().renamingId !== item.itemId) return;
    pane.rename(null);
    if (refocus) focusPane('files');
  };
  /** `refocus`: focus the list, unless the person has moved elsewhere. */
  const commit = async (refocus: boolean) => {
    if (busy || settled.current || accountId === undefined || message !== null) return;
    if (name === item.name || name.trim() === '') {
      leave(refocus);
      return;
    }
    setBusy(true);
    try {
      const renamed = await edit('rename', () =>
        call('items.rename', { accountId, item: toRef(item), name }),
      );
      // Follow the item to its new position; after the row's own button the selection stays elsewhere.
      if (isSelected(pane.now().selection, item.itemId)) pane.reveal(renamed.itemId);
      leave(refocus);
    } catch (thrown) {
      show(thrown);
      setBusy(false);
    }
  };
  const setName = (text: string) => {
    setNameText(text);
    clear();
  };
  return { name, setName, message, busy, commit, giveUp: () => leave(true) };
}
