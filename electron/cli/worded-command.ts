import { Command, type ErrorOptions } from 'commander';
import { showWithin } from '../contract/strings/show-text.ts';
import { t } from '../contract/strings/translate.ts';

/** With messages from our catalogue. */
export class WordedCommand extends Command {
  readonly #isJson: boolean;

  constructor(name: string | undefined, isJson: boolean) {
    super(name);
    this.#isJson = isJson;
    this.configureHelp({ showGlobalOptions: false, styleTitle: toHeading });
  }

  override createCommand(name?: string): WordedCommand {
    return new WordedCommand(name, this.#isJson);
  }

  override error(message: string, options?: ErrorOptions): never {
    const sentence = toSentence(this, message, options?.code);
    const help = t('cli.usage.seeHelp', { command: `${toFullName(this)} --help` });
    const words = this.#isJson ? toJsonFailure(sentence, help) : `${t('cli.failed', { sentence })}\n${help}`;
    return super.error(words, options);
  }
}

/** The message quotes arguments as typed, which may include control characters. */
export const toJsonFailure = (title: string, text: string | null = null): string =>
  JSON.stringify({
    type: 'failure',
    code: null,
    title: showWithin(title),
    ...(text === null ? {} : { text: showWithin(text) }),
  });

function toFullName(command: Command): string {
  return command.parent === null ? command.name() : `${toFullName(command.parent)} ${command.name()}`;
}

function toHeading(heading: string): string {
  switch (heading) {
    case 'Usage:':
      return t('cli.help.headings.usage');
    case 'Arguments:':
      return t('cli.help.headings.arguments');
    case 'Options:':
      return t('cli.help.headings.options');
    case 'Commands:':
      return t('cli.help.headings.commands');
    default:
      return heading;
  }
}

/** Commander gives the details only within its English message. */
function toSentence(command: Command, message: string, code: string | undefined): string {
  const name = /'([^']*)'/.exec(message)?.[1] ?? '';
  const suggested = /\(Did you mean (?:one of )?(.*)\?\)/.exec(message)?.[1];
  const suggestion = suggested === undefined ? '' : ` ${t('cli.usage.didYouMean', { names: suggested })}`;
  switch (code) {
    case 'commander.missingArgument':
      return t('cli.usage.missingArgument', { name });
    case 'commander.optionMissingArgument':
      return t('cli.usage.optionMissingArgument', { name });
    case 'commander.unknownOption':
      return t('cli.usage.unknownOption', { name }) + suggestion;
    case 'commander.unknownCommand':
      return t('cli.usage.unknownCommand', { name }) + suggestion;
    case 'commander.excessArguments':
      return t('cli.usage.excessArguments', { name: command.args[command.registeredArguments.length] ?? '' });
    default:
      // Values are refused in our own words.
      return message.replace(/^error: /, '').replace(/^.* is invalid(?: for argument '[^']*')?\. /s, '');
  }
}
