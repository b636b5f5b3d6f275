import { toMenuBar } from '../../../electron/shell/menu-commands.ts';
import type { Language } from '../../../electron/contract/strings/languages.ts';
import type { DescribedMessage } from '../../../electron/contract/strings/catalogue.ts';
import { chooseLanguage, english } from '../../../electron/contract/strings/languages.ts';
import { parseMessage } from '../../../electron/contract/strings/parsed-messages.ts';
import { setLanguage } from '../../../electron/contract/strings/translate.ts';
import { packLanguage, parseTranslation, readMessageFiles } from '../message-files.ts';
import { toMessageShape } from './message-shape.ts';
import { sameAsEnglish } from './same-as-english.ts';

export const faultKinds = [
  'missing',
  'unknown',
  'malformed',
  'values',
  'choices',
  'plurals',
  'english',
  'accessKeys',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface TranslationFault {
  kind: FaultKind;
  file: string;
  key: string;
  detail: string;
}

type Entry = string | DescribedMessage;

export function findTranslationFaults(language: Exclude<Language, 'en'>): TranslationFault[] {
  const own = readMessageFiles(language);
  const original = readMessageFiles('en');
  const faults: TranslationFault[] = [];
  for (const [file, messages] of original) {
    const translated = own.get(file) ?? {};
    for (const [key, entry] of Object.entries(messages)) {
      const mine = translated[key];
      if (mine === undefined) faults.push({ kind: 'missing', file, key, detail: toText(entry) });
      else faults.push(...judge(language, entry, mine).map((fault) => ({ ...fault, file, key })));
    }
  }
  for (const [file, messages] of own)
    for (const [key, entry] of Object.entries(messages))
      if (original.get(file)?.[key] === undefined)
        faults.push({ kind: 'unknown', file, key, detail: toText(entry) });
  return [...faults, ...findSharedKeys(language)];
}

const toText = (entry: Entry): string => (typeof entry === 'string' ? entry : entry.message);

function judge(
  language: Language,
  original: Entry,
  mine: Entry,
): Pick<TranslationFault, 'kind' | 'detail'>[] {
  const parsed = parseTranslation(mine);
  if (parsed === null) return [{ kind: 'malformed', detail: toText(mine) }];
  const [expected, found] = [toMessageShape(parseMessage(toText(original))), toMessageShape(parsed)];
  const faults: Pick<TranslationFault, 'kind' | 'detail'>[] = [];
  if (expected.names.join() !== found.names.join())
    faults.push({
      kind: 'values',
      detail: `${found.names.join(' ')} instead of ${expected.names.join(' ')}`,
    });
  // A translation may drop a select, but one that it keeps needs all choices.
  const odd = found.selects.filter((select) => !expected.selects.includes(select));
  if (odd.length > 0) faults.push({ kind: 'choices', detail: odd.join('; ') });
  for (const { categories, isOrdinal } of found.plurals) {
    const needed = new Intl.PluralRules(language, { type: isOrdinal ? 'ordinal' : 'cardinal' });
    const lacking = needed.resolvedOptions().pluralCategories.filter((each) => !categories.includes(each));
    if (lacking.length > 0) faults.push({ kind: 'plurals', detail: `without ${lacking.join(', ')}` });
  }
  const isSame = toText(original) === toText(mine) && hasWords(expected.words);
  if (isSame && !sameAsEnglish(language, toText(mine)))
    faults.push({ kind: 'english', detail: toText(mine) });
  return faults;
}

const names =
  /OneDrive|Electron|slipway|China|Vianet|SharePoint|Slipway|Microsoft|Graph|Entra|Azure|Windows|Linux|macOS|Excel|Word|PowerPoint|OK|ID|YAML|CSV|NTLM|HTTPS?|PDF|\b[KMGTP]B(?:\/s)?|\bmin\b|\bh\b|\bs\b|--?[\w-]+|\S+:\/\/\S*|\S+\.\w{2,4}\b/g;
const hasWords = (text: string): boolean => /\p{L}{2,}/u.test(text.replace(names, ''));

function findSharedKeys(language: Language): TranslationFault[] {
  setLanguage({ ...chooseLanguage(language, []), messages: packLanguage(language) });
  const menus = toMenuBar(false);
  setLanguage({ ...english, messages: {} });
  const lists = [
    { key: 'menu bar', labels: menus.map(({ label }) => label) },
    ...menus.map(({ label, items }) => ({
      key: label,
      labels: items.flatMap((item) => (item !== '-' && 'command' in item ? [item.label] : [])),
    })),
  ];
  return lists.flatMap(({ key, labels }) => {
    const byKey = Map.groupBy(labels, (label) => /&(.)/u.exec(label)?.[1]?.toLocaleUpperCase(language) ?? '');
    return [...byKey]
      .filter(([access, sharing]) => access === '' || sharing.length > 1)
      .map(([access, sharing]) => ({
        kind: 'accessKeys' as const,
        file: 'command-names.json',
        key,
        detail: `${access === '' ? 'no access key' : access}: ${sharing.join(', ')}`,
      }));
  });
}
