import type { Program } from './profiles.ts';
import type { JumpListCategory, JumpListItem, MenuItemConstructorOptions } from 'electron';
import { WindowStart, type RecentFolder } from '../contract/window-start.ts';
import { showText } from '../contract/strings/show-text.ts';
import { t } from '../contract/strings/translate.ts';

/** "--folder=…", in base64url so that shells leave it alone. */
const folderSwitch = '--folder=';

export const toFolderArgument = ({ accountId, place, folder }: WindowStart): string =>
  folderSwitch + Buffer.from(JSON.stringify({ accountId, place, folder })).toString('base64url');

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

/**
 * `removed`: the arguments of entries that a person removed; Windows rejects a list that shows them again.
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

/** Quoting as Windows programs parse it. */
const quote = (argument: string): string =>
  /[\s"]/.test(argument) ? `"${argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"` : argument;

export const toDockItems = (
  recent: readonly RecentFolder[],
  open: (start: WindowStart) => void,
): MenuItemConstructorOptions[] =>
  recent.map(({ name, ...start }) => ({
    // Electron reads "&" as the mark of an access key.
    label: showText(name).replaceAll('&', '&&'),
    click: () => open(start),
  }));
