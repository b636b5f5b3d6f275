import type { Command } from '../../electron/contract/commands.ts';
import { withoutAccessKey } from '../../electron/contract/strings/join-texts.ts';
import { t } from '../../electron/contract/strings/translate.ts';

/** As on a button: without the mark of the access key, which is for the menu bar. */
export function toCommandName(command: Command): string {
  return withoutAccessKey(t(`commandNames.${command}`));
}
