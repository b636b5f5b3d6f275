import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { Command } from '../../../electron/contract/records.ts';
import { startQuery } from '../../api/queries.ts';
import { uploadFiles } from '../../state/upload-files.ts';
import { useViewHead } from '../../state/open-view.ts';
import { whyNot } from '../../state/availability.ts';
import { onCommand } from '../../state/command-bus.ts';
import { commandKeys, type KeyPlace, toCommand } from '../../state/keys.ts';
import { useApp } from '../../state/store.ts';
import { words } from '../../words/en.ts';
import { FileInputHost } from './file-input-host.tsx';
import { namePasted } from './pasted-files.ts';
import { runCommand } from './run-command.ts';
import { useCommandFacts } from './use-command-facts.ts';

/** Listens for wishes, from buttons and menus by the port and from the keyboard, and carries them out. */
export function CommandHost() {
  const client = useQueryClient();
  const head = useViewHead();
  const facts = useCommandFacts();
  const platform = useQuery(startQuery).data?.platform ?? 'linux';

  const run = useEffectEvent((command: Command) => runCommand(command, { client, head, facts }));
  useEffect(
    () =>
      onCommand((command) => {
        if (!isTyped(command) || !isText(document.activeElement)) run(command);
      }),
    [],
  );

  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || isElsewhere(event.target)) return;
    const command = toCommand(event, { platform, ...toKeyPlace(event.target) });
    if (command === null) return;
    // Also where the command can't be used: Ctrl+S must never offer to save the page.
    event.preventDefault();
    run(command);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  const pasted = useEffectEvent((event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || isText(event.target) || isElsewhere(event.target)) return;
    event.preventDefault();
    const reason = whyNot('uploadFiles', facts);
    if (reason !== null)
      useApp.getState().toast({ text: words.commands.pasteRefused(words.commands.reasons[reason]) });
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

  return <FileInputHost />;
}

/**
 * The native menu bar has these on keys that mean something else in a text box, and hears a key that the box left
 * unused: Enter in a name being edited must not open the file.
 */
function isTyped(command: Command): boolean {
  return commandKeys[command].inText !== true;
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

function toKeyPlace(target: EventTarget | null): Omit<KeyPlace, 'platform'> {
  const pane =
    target instanceof HTMLElement ? target.closest<HTMLElement>('[data-pane]')?.dataset['pane'] : undefined;
  return {
    inText: isText(target),
    inGrid: pane === 'files',
    inFiles: target === document.body || pane === 'files' || pane === 'commands',
  };
}

/** A dialog or a menu has its own keys. */
function isElsewhere(target: EventTarget | null): boolean {
  if (useApp.getState().dialog !== null) return true;
  return (
    target instanceof HTMLElement &&
    target.closest('[role="menu"], [role="dialog"], [role="alertdialog"]') !== null
  );
}
