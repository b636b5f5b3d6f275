import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { type Command, commands } from '../../../electron/contract/commands.ts';
import type { ChangeOutcome } from '../../../electron/contract/changes.ts';
import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { listen } from '../../api/client.ts';
import { startQuery } from '../../api/app-queries.ts';
import { keys } from '../../api/query-keys.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { toClipText } from '../../state/carry.ts';
import { uploadFiles } from '../../state/upload-files.ts';
import { announceOutcome } from '../../state/changes.ts';
import { tellRefreshed } from '../../state/folder-refreshes.ts';
import { useOtherHead, useViewHead } from '../../state/open-view.ts';
import { forTarget, getDisabledReason } from '../../state/availability.ts';
import { onCommand } from '../../state/command-bus.ts';
import { type KeyFocus, toCommand, worksInText } from '../../state/keys.ts';
import { useApp } from '../../state/store.ts';
import { findPane, focusPane } from '../../ui/panes.ts';
import { FileInputHost } from './file-input-host.tsx';
import { namePasted } from './pasted-files.ts';
import { runCommand } from './run-command.ts';
import { useCommandFacts } from './use-command-facts.ts';

export function CommandHost() {
  const client = useQueryClient();
  const head = useViewHead();
  const other = useOtherHead();
  const facts = useCommandFacts();
  const platform = useQuery(startQuery).data?.platform ?? 'linux';

  const run = useEffectEvent((command: Command, target: Item | null) =>
    runCommand(command, { client, head, other, facts: forTarget(facts, target), target }),
  );
  const requested = useEffectEvent((command: Command, target: Item | null) => {
    // The native menu bar also sends keys that a text box ignored: Enter while renaming must not open the
    // file.
    if (worksInText(command, platform) || !isText(document.activeElement)) run(command, target);
  });
  useEffect(() => onCommand((command, target) => requested(command, target)), []);

  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || hasOwnKeys(event.target)) return;
    const command = toCommand(event, toKeyFocus(event.target), platform);
    if (command === null) return;
    // Even for a disabled command: Ctrl+S must never offer to save the page.
    event.preventDefault();
    if (commands[command].section === 'places' || command === 'goSettings') leaveForPlace();
    run(command, null);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  const pasted = useEffectEvent((event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (isText(event.target) || hasOwnKeys(event.target)) return;
    event.preventDefault();
    const { clip } = useApp.getState();
    // Copying items may also put local files on the clipboard.
    const isOurs = clip !== null && event.clipboardData?.getData('text/plain') === toClipText(clip.picked);
    if (files.length === 0 || isOurs) return run('paste', null);
    const reason = getDisabledReason('uploadFiles', facts);
    if (reason !== null)
      useApp
        .getState()
        .toast({ text: t('commands.pasteRefused', { reason: t(`commands.reasons.${reason}`) }) });
    else if (head !== null && head.folder !== null)
      uploadFiles(
        { accountId: head.accountId, parent: head.folder },
        namePasted(files, new Date()),
        'upload',
      );
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent) => pasted(event);
    window.addEventListener('paste', listener);
    return () => window.removeEventListener('paste', listener);
  }, []);

  useEffect(() => {
    const headOf = (viewId: string) => client.getQueryData<ViewHead>(keys.viewHead(viewId)) ?? null;
    const told = new Set<string>();
    const tell = (outcome: ChangeOutcome): void => {
      told.add(outcome.batchId);
      announceOutcome(outcome, headOf);
    };
    const stop = listen('changes.ended', tell);
    // What continued after a restart may have ended before this page could listen.
    void callOrToast('changes.takeEarlier', {}).then((earlier) => {
      for (const outcome of earlier ?? []) if (!told.has(outcome.batchId)) tell(outcome);
    });
    return stop;
  }, [client]);
  useEffect(() => listen('folders.refreshed', tellRefreshed), []);

  return <FileInputHost />;
}

/** A place that opens takes the focus if nothing has it. One that was open already gets it here. */
function leaveForPlace(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  setTimeout(() => {
    if (document.activeElement === document.body && !focusPane('files')) findPane('page')?.focus();
  });
}

function isText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target instanceof HTMLTextAreaElement || isTextInput(target);
}

function isTextInput(target: HTMLElement): boolean {
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'range', 'file'].includes(target.type)
  );
}

function toKeyFocus(target: EventTarget | null): KeyFocus {
  if (isText(target)) return 'text';
  if (target === document.body) return 'files';
  const pane =
    target instanceof HTMLElement ? target.closest<HTMLElement>('[data-pane]')?.dataset['pane'] : undefined;
  if (pane === 'files') return 'list';
  return pane === 'commands' ? 'files' : 'elsewhere';
}

/** Dialogs and menus handle their own keys. */
function hasOwnKeys(target: EventTarget | null): boolean {
  if (useApp.getState().dialog !== null) return true;
  return (
    target instanceof HTMLElement &&
    target.closest('[role="menu"], [role="dialog"], [role="alertdialog"]') !== null
  );
}
