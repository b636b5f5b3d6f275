import type { Command } from '../../electron/contract/records.ts';

/**
 * Where a wish is spoken and where it is carried out are different rooms: a menu, a key, a row's button or the
 * native menu bar ask here, and whoever carries commands out listens here.
 */
type Listener = (command: Command) => void;

const listeners = new Set<Listener>();

export function requestCommand(command: Command): void {
  for (const listener of listeners) listener(command);
}

/** Returns its own undo. */
export function onCommand(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
