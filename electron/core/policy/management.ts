import type { Management } from '../../contract/program.ts';
import type { Policy } from './policy.ts';

/** What an administrator fixed, in words to show. */
export function toManagement(policy: Policy): Management {
  const wrong = new Set(policy.problems.map(({ field }) => field));
  // A file that was refused as a whole fixes everything to nothing; none of that was the administrator's word.
  const isClosed = wrong.has(null);
  return {
    path: policy.path,
    problems: policy.problems,
    // What was not understood stands among the problems.
    fields: policy.locked
      .filter((field) => !isClosed && !wrong.has(field))
      .map((field) => {
        const value = policy[field];
        return { field, value: Array.isArray(value) ? value.join(', ') : value };
      }),
  };
}
