import type { ImportProblem } from '../../contract/account-import.ts';
import type { ImportFile, ReportProblem } from './import-entries.ts';
import { parseTenants } from './parse-tenants.ts';
import { parseCategories } from './parse-categories.ts';
import { openYaml, type YamlMap } from './yaml-lines.ts';
import { findClosest } from './find-closest.ts';

/** More accounts than a desktop app needs. */
export const maxUsers = 5000;
export const maxFileBytes = 1024 * 1024;
/** Nobody reads more of them. */
const maxProblems = 1000;

const sections = ['tenants', 'categories'];

/**
 * `tenants`, each with cloud, tenant, client id and secret location, and `categories` of entries `name:
 * tenant:user[:/root/folder]`. Never throws: valid entries are usable in spite of errors.
 */
export function parseImportFile(text: string): ImportFile {
  const problems: ImportProblem[] = [];
  const complain: ReportProblem = (problem, line, subject, found = null, suggestion = null) => {
    if (problems.length === maxProblems) return;
    problems.push({
      problem,
      line,
      subject: shorten(subject),
      found: found === null ? null : shorten(found),
      suggestion,
    });
  };
  const root = openYaml(text, complain);
  if (root === null) return { tenants: [], users: [], problems };
  judgeSections(root, complain);
  const { right, known } = parseTenants(root.get('tenants'), complain);
  const users = parseCategories(root.get('categories'), { right, known }, complain);
  if (users.length > maxUsers)
    complain('tooMany', null, 'categories', String(users.length), String(maxUsers));
  return {
    tenants: right,
    users: users.slice(0, maxUsers),
    problems: problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  };
}

function judgeSections(root: YamlMap, complain: ReportProblem): void {
  for (const { key, line } of root.entries) {
    if (!sections.includes(key)) complain('unknownField', line, key, null, findClosest(key, sections));
  }
  for (const section of sections) {
    if (!root.entries.some(({ key }) => key === section)) complain('missingField', null, section);
  }
}

const shorten = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text);
