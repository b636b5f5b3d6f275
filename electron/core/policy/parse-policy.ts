import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Pair } from 'yaml';
import type { PolicyExpectation, PolicyProblem } from '../../contract/program.ts';
import { expectedOf, noPolicy, policyFieldNames, policyFields, toClosedPolicy } from './policy.ts';
import type { Policy, PolicyField } from './policy.ts';

/**
 * An invalid value closes only its own field; an unknown field (of a newer version, or misspelled) is
 * reported and ignored.
 */
export function parsePolicy(text: string, path: string): Policy {
  const lines = new LineCounter();
  // JSON with positions: the YAML parser's JSON schema knows the line of each value.
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { schema: 'json', lineCounter: lines });
  const wrong = document.errors[0];
  if (wrong !== undefined || !isMap(document.contents)) {
    const line = lines.linePos(wrong?.pos[0] ?? 0).line;
    return toClosedPolicy(path, {
      kind: 'notJson',
      line,
      field: null,
      expected: { kind: 'json', values: '' },
    });
  }
  const policy: Policy = { ...noPolicy, path, locked: [], problems: [] };
  for (const pair of document.contents.items) readField(policy, pair, lines);
  return policy;
}

function readField(policy: Policy, pair: Pair, lines: LineCounter): void {
  const { key } = pair;
  const line = isScalar(key) ? lines.linePos(key.range?.[0] ?? 0).line : null;
  const name = isScalar(key) ? String(key.value) : '';
  const field = policyFieldNames.find((known) => known === name);
  const problem = (kind: PolicyProblem['kind'], expected: PolicyExpectation): PolicyProblem => ({
    kind,
    line,
    field: name.slice(0, 100),
    expected,
  });
  if (field === undefined) {
    policy.problems.push(problem('unknownField', { kind: 'fields', values: policyFieldNames.join(', ') }));
    return;
  }
  policy.locked.push(field);
  const parsed = policyFields[field].safeParse(toPlain(pair));
  if (parsed.success) {
    // Parsed above by the schema of this field.
    Object.assign(policy, { [field]: parsed.data });
  } else {
    policy.problems.push(problem('wrongValue', expectedOf[field]));
    close(policy, field);
  }
}

function toPlain({ value }: Pair): unknown {
  const plain = (value as { toJSON?: () => unknown } | null)?.toJSON;
  return typeof plain === 'function' ? plain.call(value) : value;
}

/**
 * null means "no client id", "no tenant", "no updates"; for scopes it would mean "all", so they become none.
 */
function close(policy: Policy, field: PolicyField): void {
  if (field === 'allowedScopes') policy.allowedScopes = [];
}
