import type { Command } from '../../electron/contract/commands.ts';
import { withoutAccessKey } from '../../electron/contract/strings/join-texts.ts';
import { t } from '../../electron/contract/strings/translate.ts';

/** Without the access key mark, which is for menus. */
export function toCommandName(command: Command): string {
  return withoutAccessKey(t(`commandNames.${command}`));
}
