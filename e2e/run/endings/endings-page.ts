import { listEndings, type Ending, type EndingGroup } from './endings.ts';
import { findFolders, findTests, type Sources } from './find-endings.ts';

export interface EndingsPage {
  text: string;
  unmet: string[];
}

const intro = `# Endings

Everything that Slipway may tell the user when something fails, stops early, or waits. \`npm run endings\` generates this page
from the contract and the catalog, and \`e2e/rules/endings.test.ts\` checks it: change those, not this page. Names in the
sentences are examples. The button is what signing in suggests, or _Try again_ where the same request can succeed later
(\`can-retry.ts\`): a list that can’t be read and a failed transfer have it. Without a button, the text says what to do.
\`method-failures.ts\` lists the codes of each method.
`;

/** Keeps each test that `existing` names while it still covers the code, to avoid needless changes. */
export function toEndingsPage(sources: Sources, existing: string): EndingsPage {
  const unmet: string[] = [];
  const sections = listEndings().map((group) => {
    const rows = group.endings.map((ending) => {
      const folders = findFolders(sources, group.property, ending.code);
      const tests = findTests(sources, group, ending.code, folders);
      const named = tests.find((test) => existing.includes(toRow(group, ending, folders, test)));
      const test = named ?? tests[0];
      if (test === undefined) unmet.push(`${group.property} ${ending.code}`);
      return toRow(group, ending, folders, test ?? '');
    });
    return [`\n## ${group.heading}\n`, ...toHead(group), ...rows].join('\n');
  });
  return { text: `${intro}${sections.join('\n')}\n`, unmet };
}

const isFailure = ({ property }: EndingGroup): boolean => property === 'code';

function toHead(group: EndingGroup): string[] {
  const head = isFailure(group)
    ? ['Code', 'Title', 'What is safe and what to do', 'Button', 'Raised in', 'Tested by']
    : ['Code', 'Text', 'Tested by'];
  return [toLine(head), toLine(head.map(() => '---'))];
}

function toRow(group: EndingGroup, ending: Ending, folders: readonly string[], test: string): string {
  const { code, title, text, button } = ending;
  const words = isFailure(group) ? [title, text, button, folders.join(', ')] : [title];
  return toLine([`\`${code}\``, ...words, test]);
}

const toLine = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
