import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, type DescribedMessage } from '../../electron/contract/strings/catalogue.ts';
import type { Language } from '../../electron/contract/strings/languages.ts';
import { packMessage, type PackedMessage } from '../../electron/contract/strings/packed-message.ts';
import { parseMessage, type ParsedMessage } from '../../electron/contract/strings/parsed-messages.ts';
import { toMessageShape } from './translations/message-shape.ts';
import { root } from './root.ts';

const folder = join(root, 'electron/contract/strings');

/** Empty if the language has no folder yet. */
export function readMessageFiles(
  language: Language,
): ReadonlyMap<string, Record<string, string | DescribedMessage>> {
  const place = join(folder, language);
  const files = existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.json')) : [];
  return new Map(
    files.map((name) => [
      name,
      JSON.parse(readFileSync(join(place, name), 'utf8')) as Record<string, string>,
    ]),
  );
}

/** null if malformed; `npm run translations` reports it. */
export function parseTranslation(entry: string | DescribedMessage): ParsedMessage | null {
  try {
    return parseMessage(entry);
  } catch {
    return null;
  }
}

/** All messages as shipped. A translation that doesn't match its English message is replaced by it. */
export function packLanguage(language: Language): Record<string, PackedMessage> {
  const own: Record<string, string | DescribedMessage> = {};
  if (language !== 'en') for (const file of readMessageFiles(language).values()) Object.assign(own, file);
  const pack = (english: string | DescribedMessage, translated: string | DescribedMessage | undefined) => {
    const original = parseMessage(english);
    const mine = translated === undefined ? null : parseTranslation(translated);
    // A translation that expects another value would fail on screen.
    const fits = mine !== null && toMessageShape(mine).names.join() === toMessageShape(original).names.join();
    return packMessage(fits ? mine : original);
  };
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, english]) => [key, pack(english, own[key])]),
  );
}
