import type { Management } from '../../contract/program.ts';
import type { Policy } from './policy.ts';

export function toManagement(policy: Policy): Management {
  const wrong = new Set(policy.problems.map(({ field }) => field));
  // A rejected file locks everything; none of that was the administrator's choice.
  const isClosed = wrong.has(null);
  return {
    path: policy.path,
    problems: policy.problems,
    // Invalid fields are listed as problems.
    fields: policy.locked
      .filter((field) => !isClosed && !wrong.has(field))
      .map((field) => {
        const value = policy[field];
        return { field, value: Array.isArray(value) ? value.join(', ') : value };
      }),
  };
}
