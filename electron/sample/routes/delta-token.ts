/** "all": the first enumeration, at item number `at`, followed by the changes since log position `since`. */
export interface DeltaToken {
  phase: 'all' | 'changes';
  at: number;
  since: number;
  generation: number;
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

/** null if it was not issued here. */
export function parseToken(text: string): DeltaToken | null {
  const [phase, ...numbers] = Buffer.from(text, 'base64url').toString('utf8').split('.');
  const [at, since, generation, afterEmpty] = numbers.map(Number);
  if ((phase !== 'a' && phase !== 'c') || at === undefined || since === undefined || generation === undefined)
    return null;
  if (![at, since, generation].every(Number.isSafeInteger)) return null;
  return { phase: phase === 'a' ? 'all' : 'changes', at, since, generation, afterEmpty: afterEmpty === 1 };
}
