import type { JumpListCategory, JumpListItem, MenuItemConstructorOptions } from 'electron';
import { WindowStart, type RecentFolder } from '../contract/window-start.ts';
import { showText } from '../contract/strings/show-text.ts';
import { t } from '../contract/strings/translate.ts';

/** Opens a window in a folder: "--folder=…", of letters and digits that no shell takes for something else. */
const folderSwitch = '--folder=';

export const toFolderArgument = ({ accountId, place, folder }: WindowStart): string =>
  folderSwitch + Buffer.from(JSON.stringify({ accountId, place, folder })).toString('base64url');

/** The folder that a command line names; null where it names none. Whether it is there, the page sees. */
export function findFolderArgument(argv: readonly string[]): WindowStart | null {
  const end = argv.indexOf('--');
  const own = end < 0 ? argv : argv.slice(0, end);
  const argument = own.find((each) => each.startsWith(folderSwitch));
  if (argument === undefined) return null;
  try {
    const text = Buffer.from(argument.slice(folderSwitch.length), 'base64url').toString();
    return WindowStart.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The program as it was started, for another start of it. */
export interface Program {
  path: string;
  /** Before all others: the app's folder where it is not packaged, and the profile. */
  args: readonly string[];
}

/**
 * What a right click on the taskbar of Windows shows. `removed`: arguments of those that a person took off the list, which
 * Windows refuses to show again.
 */
export function toJumpList(
  recent: readonly RecentFolder[],
  { path, args }: Program,
  removed: ReadonlySet<string>,
): JumpListCategory[] {
  const items = recent.flatMap((folder): JumpListItem[] => {
    const ownArgs = [...args, toFolderArgument(folder)].map(quote).join(' ');
    if (removed.has(ownArgs)) return [];
    const title = showText(folder.name);
    return [{ type: 'task', title, program: path, args: ownArgs, iconPath: path, iconIndex: 0 }];
  });
  return items.length === 0 ? [] : [{ type: 'custom', name: t('recent.title'), items }];
}

/** As programs on Windows split them. */
const quote = (argument: string): string =>
  /[\s"]/.test(argument) ? `"${argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"` : argument;

/** What a right click on the dock of macOS shows, above what every program has there. */
export const toDockItems = (
  recent: readonly RecentFolder[],
  open: (start: WindowStart) => void,
): MenuItemConstructorOptions[] =>
  recent.map(({ name, ...start }) => ({
    // The system takes "&" for an access key.
    label: showText(name).replaceAll('&', '&&'),
    click: () => open(start),
  }));
