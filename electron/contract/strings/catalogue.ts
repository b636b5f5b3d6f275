import activity from './en/activity.json' with { type: 'json' };
import accounts from './en/accounts.json' with { type: 'json' };
import app from './en/app.json' with { type: 'json' };
import cli from './en/cli.json' with { type: 'json' };
import browse from './en/browse.json' with { type: 'json' };
import commandNames from './en/command-names.json' with { type: 'json' };
import commands from './en/commands.json' with { type: 'json' };
import documents from './en/documents.json' with { type: 'json' };
import edits from './en/edits.json' with { type: 'json' };
import failures from './en/failures.json' with { type: 'json' };
import guide from './en/guide.json' with { type: 'json' };
import importAccounts from './en/import.json' with { type: 'json' };
import overview from './en/overview.json' with { type: 'json' };
import search from './en/search.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import shell from './en/shell.json' with { type: 'json' };
import sharing from './en/sharing.json' with { type: 'json' };
import space from './en/space.json' with { type: 'json' };
import signIn from './en/sign-in.json' with { type: 'json' };
import signInFailures from './en/sign-in-failures.json' with { type: 'json' };
import transfers from './en/transfers.json' with { type: 'json' };
import welcome from './en/welcome.json' with { type: 'json' };

/** All messages, in ICU MessageFormat; an entry may have a note for translators. */
export const catalogue = {
  ...activity,
  ...accounts,
  ...app,
  ...browse,
  ...cli,
  ...commandNames,
  ...commands,
  ...documents,
  ...edits,
  ...failures,
  ...guide,
  ...importAccounts,
  ...overview,
  ...search,
  ...settings,
  ...sharing,
  ...shell,
  ...space,
  ...signIn,
  ...signInFailures,
  ...transfers,
  ...welcome,
};

export type MessageKey = keyof typeof catalogue;

export interface DescribedMessage {
  message: string;
  description: string;
}
