import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, type DescribedMessage } from '../../electron/contract/strings/catalogue.ts';
import type { Language } from '../../electron/contract/strings/languages.ts';
import { packMessage, type PackedMessage } from '../../electron/contract/strings/packed-message.ts';
import { parseMessage } from '../../electron/contract/strings/parsed-messages.ts';
import { root } from './root.ts';

const folder = join(root, 'electron/contract/strings');

/** The messages of a language by file, as they stand in its folder; none where it has no folder yet. */
export function readMessageFiles(
  language: Language,
): ReadonlyMap<string, Record<string, string | DescribedMessage>> {
  const place = join(folder, language);
  const files = existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.json')) : [];
  return new Map(
    // Each holds one object, from keys to messages.
    files.map((name) => [
      name,
      JSON.parse(readFileSync(join(place, name), 'utf8')) as Record<string, string>,
    ]),
  );
}

/** Every message of the catalogue as it is shipped, in English where the language lacks it or has it malformed. */
export function packLanguage(language: Language): Record<string, PackedMessage> {
  const own: Record<string, string | DescribedMessage> = {};
  if (language !== 'en') for (const file of readMessageFiles(language).values()) Object.assign(own, file);
  const pack = (english: string | DescribedMessage, translated: string | DescribedMessage | undefined) => {
    try {
      return packMessage(parseMessage(translated ?? english));
    } catch (error) {
      // A rule test names it.
      if (translated === undefined) throw error;
      return packMessage(parseMessage(english));
    }
  };
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, english]) => [key, pack(english, own[key])]),
  );
}
