import { listEndings, type Ending, type EndingGroup } from './endings.ts';
import { findFolders, findTests, type Sources } from './find-endings.ts';

export interface EndingsPage {
  text: string;
  /** Endings without a test: "code copiesDamaged". */
  unmet: string[];
}

const intro = `# Endings

What a person may be told when something does not end as usual, or while it waits. Made from the contract and the
catalogue by \`npm run endings\`, and held by \`e2e/rules/endings.test.ts\`: change those, not this page. A name in a sentence
stands for the file's own. Where no button is named, the text says what to do; a list that could not be read, and whatever
failed in the list of transfers, always has one to try again. Which method may answer with which code: \`method-failures.ts\`.
`;

/**
 * The expected page. Keeps each test that `existing` names while it still covers the code, to avoid needless
 * changes.
 */
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
    ? ['Code', 'Title', 'What is safe, what to do', 'Button', 'Arises in', 'Met by']
    : ['Code', 'Text', 'Met by'];
  return [toLine(head), toLine(head.map(() => '---'))];
}

function toRow(group: EndingGroup, ending: Ending, folders: readonly string[], test: string): string {
  const { code, title, text, button } = ending;
  const words = isFailure(group) ? [title, text, button, folders.join(', ')] : [title];
  return toLine([`\`${code}\``, ...words, test]);
}

const toLine = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
