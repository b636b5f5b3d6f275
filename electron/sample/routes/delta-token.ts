/**
 * What a delta link remembers. "all": the first walk through everything, at item number `at`, to be followed by the
 * changes since log position `since`. "changes": the next log position to read.
 */
export interface DeltaToken {
  phase: 'all' | 'changes';
  at: number;
  since: number;
  /** Tokens of an earlier generation have expired. */
  generation: number;
  /** The page before was an empty one. */
  afterEmpty?: boolean;
}

export function toTokenText(token: DeltaToken): string {
  const text = [
    token.phase === 'all' ? 'a' : 'c',
    token.at,
    token.since,
    token.generation,
    token.afterEmpty === true ? 1 : 0,
  ].join('.');
  return Buffer.from(text).toString('base64url');
}

/** null when it was not made here. */
export function parseToken(text: string): DeltaToken | null {
  const [phase, ...numbers] = Buffer.from(text, 'base64url').toString('utf8').split('.');
  const [at, since, generation, afterEmpty] = numbers.map(Number);
  if ((phase !== 'a' && phase !== 'c') || at === undefined || since === undefined || generation === undefined)
    return null;
  if (![at, since, generation].every(Number.isSafeInteger)) return null;
  return { phase: phase === 'a' ? 'all' : 'changes', at, since, generation, afterEmpty: afterEmpty === 1 };
}
