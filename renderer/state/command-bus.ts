import type { Command } from '../../electron/contract/commands.ts';
import type { Item } from '../../electron/contract/records.ts';

/** `target`: the item to act on; null: the selection. */
type Listener = (command: Command, target: Item | null) => void;

const listeners = new Set<Listener>();

/** Menus and buttons need not know the implementation. */
export function requestCommand(command: Command, { target = null }: { target?: Item | null } = {}): void {
  for (const listener of listeners) listener(command, target);
}

export function onCommand(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
