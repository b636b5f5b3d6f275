import { accountMutants } from './accounts.ts';
import { documentMutants } from './documents.ts';
import { downloadMutants } from './downloads.ts';
import { endingMutants } from './endings.ts';
import { graphMutants } from './graph.ts';
import type { Mutant, MutantGroup } from './mutant.ts';
import { networkMutants } from './network.ts';
import { organiseMutants } from './organise.ts';
import { queueMutants } from './queue.ts';
import { sessionMutants } from './sessions.ts';
import { shellMutants } from './shell.ts';
import { uploadMutants } from './uploads.ts';
import { shortcutMutants } from './shortcuts.ts';

export interface PlacedMutant extends Mutant {
  file: string;
  tests: readonly string[];
}

const groups: readonly MutantGroup[] = [
  ...uploadMutants,
  ...downloadMutants,
  ...queueMutants,
  ...graphMutants,
  ...documentMutants,
  ...sessionMutants,
  ...accountMutants,
  ...networkMutants,
  ...shellMutants,
  ...organiseMutants,
  ...shortcutMutants,
  ...endingMutants,
];

export const allMutants: readonly PlacedMutant[] = groups.flatMap(({ file, tests, mutants }) =>
  mutants.map((mutant) => ({ file, tests, ...mutant })),
);

/** @throws Error unless the snippet occurs exactly once */
export function mutate(text: string, { file, guard, from, to }: PlacedMutant): string {
  const count = text.split(from).length - 1;
  if (count !== 1) throw new Error(`${file}: "${guard}" is found ${count} times, not once`);
  return text.replace(from, () => to);
}
