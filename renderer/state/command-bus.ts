import type { Command } from '../../electron/contract/commands.ts';
import type { Item } from '../../electron/contract/records.ts';

/** `target`: what the command acts on; null: the selection. */
type Listener = (command: Command, target: Item | null) => void;

const listeners = new Set<Listener>();

/** For menus, buttons and the native menu bar, which are apart from what runs commands. */
export function requestCommand(command: Command, { target = null }: { target?: Item | null } = {}): void {
  for (const listener of listeners) listener(command, target);
}

/** Returns its own undo. */
export function onCommand(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
