import { MenuItem } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { Command } from '../../../electron/contract/records.ts';
import { startQuery } from '../../api/queries.ts';
import { type CommandFacts, whyNot } from '../../state/availability.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { keyHint } from '../../state/keys.ts';
import { words } from '../../words/en.ts';
import { commandIcons } from './command-icons.tsx';

/** A command in a menu: its picture, its name, its key; where it can't be used, why. */
export function CommandItem({ command, facts }: { command: Command; facts: CommandFacts }) {
  const platform = useQuery(startQuery).data?.platform ?? 'linux';
  const reason = whyNot(command, facts);
  return (
    <MenuItem
      icon={commandIcons[command] ?? null}
      secondaryContent={keyHint(command, platform)}
      subText={reason === null ? null : words.commands.reasons[reason]}
      disabled={reason !== null}
      onClick={() => requestCommand(command)}
    >
      {words.commands.names[command]}
    </MenuItem>
  );
}
