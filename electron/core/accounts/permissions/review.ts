import type { Permissions } from '../../../contract/sign-in.ts';

/** When each kind of access was last needed: the least permission for it, and an ISO day or instant. */
export type Uses = Readonly<Record<string, string>>;

export const reviewDays = 90;
const reviewMs = reviewDays * 24 * 3_600_000;

/** Which other permissions each one includes, itself left out. */
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

/** What a permission includes, counted: more means it opens more. */
const sizeOf = (scope: string): number => includes[scope]?.length ?? 0;

/**
 * What is granted against what was needed. Each need counts for the least permission that covers it; one that was not
 * needed for 90 days could be dropped, and one that was needed only for something less could be exchanged for that.
 * `User.Read` is how a sign-in knows who it is: it is always in use.
 */
export function reviewPermissions(
  granted: readonly string[],
  uses: Uses,
  nowMs: number,
): Permissions['granted'] {
  const recent = Object.entries(uses).filter(([, at]) => nowMs - Date.parse(at) <= reviewMs);
  const serving = new Map<string, { needed: string; at: string }[]>();
  for (const [needed, at] of recent) {
    const least = granted.filter((one) => covers(one, needed)).toSorted((a, b) => sizeOf(a) - sizeOf(b))[0];
    if (least !== undefined) serving.set(least, [...(serving.get(least) ?? []), { needed, at }]);
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

/** The least single permission that would have done for all that this one served; null where that is itself. */
function toEnough(name: string, needed: readonly string[]): string | null {
  if (needed.length === 0) return null;
  const candidates = [name, ...(includes[name] ?? [])];
  const least = candidates
    .filter((candidate) => needed.every((need) => covers(candidate, need)))
    .toSorted((a, b) => sizeOf(a) - sizeOf(b))[0];
  return least === undefined || least === name ? null : least;
}
