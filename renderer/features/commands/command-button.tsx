import { ToolbarButton, Tooltip } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import type { Command } from '../../../electron/contract/commands.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { startQuery } from '../../api/app-queries.ts';
import { type CommandFacts, getDisabledReason, isRemovable, type Reason } from '../../state/availability.ts';
import { requestCommand } from '../../state/command-bus.ts';
import { keyHint } from '../../state/keys.ts';
import { toCommandName } from '../../words/command-text.ts';
import { commandIcons } from './command-icons.tsx';

interface Props {
  command: Command;
  facts: CommandFacts;
  showLabel: boolean;
  pressed?: boolean;
}

export function CommandButton({ command, facts, showLabel, pressed }: Props) {
  const platform = useQuery(startQuery).data?.platform ?? 'linux';
  const reason = getDisabledReason(command, facts);
  const name =
    command === 'delete' && isRemovable(facts) ? t('commands.removeFromList') : toCommandName(command);
  const tip = toTip(name, keyHint(command, platform), reason);
  return <TipButton {...{ command, name, tip, showLabel, pressed }} isDisabled={reason !== null} />;
}

interface TipButtonProps {
  command: Command;
  name: string;
  tip: string;
  showLabel: boolean;
  pressed: boolean | undefined;
  isDisabled: boolean;
}

/** The facts change with every selected row, but few buttons change with them. */
const TipButton = memo(function TipButton(props: TipButtonProps) {
  const { command, name, tip, showLabel, pressed, isDisabled } = props;
  return (
    <Tooltip content={tip} relationship="description" withArrow={false}>
      <ToolbarButton
        icon={commandIcons[command] ?? null}
        aria-label={name.replace('…', '')}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        disabledFocusable={isDisabled}
        onClick={() => requestCommand(command)}
      >
        {showLabel && name.replace('…', '')}
      </ToolbarButton>
    </Tooltip>
  );
});

export function toTip(name: string, key: string | null, reason: Reason | null): string {
  const why = reason === null ? null : t(`commands.reasons.${reason}`);
  return `${name}${key === null ? '' : ` (${key})`}${why === null ? '' : `: ${lowerFirst(why)}`}`;
}

function lowerFirst(text: string): string {
  return text.startsWith('OneDrive') ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
