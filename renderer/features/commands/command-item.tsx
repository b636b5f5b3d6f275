import { MenuItem } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { Command } from '../../../electron/contract/commands.ts';
import type { Item } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { startQuery } from '../../api/app-queries.ts';
import { type CommandFacts, getDisabledReason, isRemovable } from '../../state/availability.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { keyHint } from '../../state/keys.ts';
import { toCommandName } from '../../words/command-text.ts';
import { commandIcons } from './command-icons.tsx';

interface Props {
  command: Command;
  facts: CommandFacts;
  /** null: the command acts on the selection. */
  target?: Item | null;
  /** A shared reason is shown once, but read for each command by screen readers. */
  above?: Command | undefined;
}

export function CommandItem({ command, facts, target = null, above }: Props) {
  const platform = useQuery(startQuery).data?.platform ?? 'linux';
  const reason = getDisabledReason(command, facts);
  const text = reason === null ? null : t(`commands.reasons.${reason}`);
  const isSaid = above !== undefined && reason !== null && getDisabledReason(above, facts) === reason;
  return (
    <MenuItem
      icon={commandIcons[command] ?? null}
      secondaryContent={keyHint(command, platform)}
      subText={isSaid ? null : text}
      title={isSaid && text !== null ? text : undefined}
      disabled={reason !== null}
      onClick={() => requestCommand(command, { target })}
    >
      {toName(command, facts)}
    </MenuItem>
  );
}

function toName(command: Command, facts: CommandFacts): string {
  if (command === 'delete' && isRemovable(facts)) return t('commands.removeFromList');
  return command === 'keep' && facts.mark?.isKeptItself === true
    ? t('documents.menu.unkeep')
    : toCommandName(command);
}
