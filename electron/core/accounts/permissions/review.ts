import type { Permissions } from '../../../contract/sign-in.ts';

/** The least permission, and an ISO day or instant. */
export type Uses = Readonly<Record<string, string>>;

export const reviewDays = 90;
const reviewMs = reviewDays * 24 * 3_600_000;

const includes: Readonly<Record<string, readonly string[]>> = {
  'Files.ReadWrite': ['Files.Read', 'Files.ReadWrite.AppFolder'],
  'Files.Read.All': ['Files.Read'],
  'Files.ReadWrite.All': ['Files.Read', 'Files.ReadWrite', 'Files.Read.All', 'Files.ReadWrite.AppFolder'],
  'Sites.Read.All': ['Files.Read', 'Files.Read.All'],
  'Sites.ReadWrite.All': [
    'Files.Read',
    'Files.ReadWrite',
    'Files.Read.All',
    'Files.ReadWrite.All',
    'Sites.Read.All',
    'Files.ReadWrite.AppFolder',
  ],
  'User.Read.All': ['User.Read'],
  'Directory.Read.All': ['User.Read.All', 'User.Read'],
};

const covers = (granted: string, needed: string): boolean =>
  granted === needed || includes[granted]?.includes(needed) === true;

const sizeOf = (scope: string): number => includes[scope]?.length ?? 0;

/**
 * A permission unused for 90 days could be dropped; one used only for something less could be replaced.
 * `User.Read` is always in use, for the sign-in.
 */
export function reviewPermissions(
  granted: readonly string[],
  uses: Uses,
  nowMs: number,
): Permissions['granted'] {
  const recent = Object.entries(uses).filter(([, at]) => nowMs - Date.parse(at) <= reviewMs);
  const serving = new Map<string, { needed: string; at: string }[]>();
  for (const [needed, at] of recent) {
    const min = granted.filter((one) => covers(one, needed)).toSorted((a, b) => sizeOf(a) - sizeOf(b))[0];
    if (min !== undefined) serving.set(min, [...(serving.get(min) ?? []), { needed, at }]);
  }
  return granted.map((name) => {
    const served = serving.get(name) ?? [];
    const lastUsedAt =
      served
        .map(({ at }) => at)
        .toSorted()
        .at(-1) ?? null;
    const isBasic = name === 'User.Read';
    return {
      name,
      lastUsedAt,
      droppable: lastUsedAt === null && !isBasic,
      enough: toEnough(
        name,
        served.map(({ needed }) => needed),
      ),
    };
  });
}

/** The least single permission that would have sufficed; null if that is itself. */
function toEnough(name: string, needed: readonly string[]): string | null {
  if (needed.length === 0) return null;
  const candidates = [name, ...(includes[name] ?? [])];
  const min = candidates
    .filter((candidate) => needed.every((need) => covers(candidate, need)))
    .toSorted((a, b) => sizeOf(a) - sizeOf(b))[0];
  return min === undefined || min === name ? null : min;
}
