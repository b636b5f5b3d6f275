import { type Command, commands } from '../../electron/contract/commands.ts';

/** As on a button: without the mark of the access key, which is for the menu bar. */
export function toCommandName(command: Command): string {
  return commands[command].label.replace('&', '');
}
