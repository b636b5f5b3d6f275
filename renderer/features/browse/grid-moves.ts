/** Where a key takes the focus in a list of `count` rows, `perPage` of which are in sight; null: no such key. */
export function toMove(key: string, from: number, count: number, perPage: number): number | null {
  if (count === 0) return null;
  const last = count - 1;
  const clamp = (ordinal: number) => Math.min(last, Math.max(0, ordinal));
  switch (key) {
    case 'ArrowUp':
      return clamp(from - 1);
    case 'ArrowDown':
      return clamp(from + 1);
    case 'PageUp':
      return clamp(from - Math.max(1, perPage - 1));
    case 'PageDown':
      return clamp(from + Math.max(1, perPage - 1));
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** Typed letters that jump to a name. They belong together while less than a second lies between them. */
export interface TypeAhead {
  typed: string;
  at: number;
}

export const typeAheadPauseMs = 1000;

export function typeOn(before: TypeAhead, letter: string, now: number): TypeAhead {
  const typed = now - before.at < typeAheadPauseMs ? before.typed + letter : letter;
  return { typed, at: now };
}

/** One letter again and again walks through the names that begin with it; else the whole of it is looked for. */
export function toSearch(typed: string, focus: number): { prefix: string; from: number } {
  const [, letter] = /^(.)\1*$/iu.exec(typed) ?? [];
  return letter === undefined
    ? { prefix: typed, from: Math.max(0, focus) }
    : { prefix: letter, from: focus + 1 };
}
