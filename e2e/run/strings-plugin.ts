import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { catalogue } from '../../electron/contract/strings/catalogue.ts';
import { parseMessage } from '../../electron/contract/strings/parsed-messages.ts';

const parsedMessages = fileURLToPath(
  new URL('../../electron/contract/strings/parsed-messages.ts', import.meta.url),
);

/**
 * Puts parsed messages into a bundle in place of the catalogue and the parser: the page's policy allows no eval and its
 * start no parsing.
 */
export function createStringsPlugin(): Plugin {
  return {
    name: 'slipway-strings',
    enforce: 'pre',
    config: () => ({
      resolve: {
        alias: [
          {
            find: /^@formatjs\/icu-messageformat-parser$/,
            replacement: '@formatjs/icu-messageformat-parser/no-parser.js',
          },
        ],
      },
    }),
    load(id) {
      if (id !== parsedMessages) return null;
      const parsed = Object.entries(catalogue).map(([key, entry]) => [key, parseMessage(entry)]);
      return [
        `const messages = ${JSON.stringify(Object.fromEntries(parsed))};`,
        'export const getParsedMessage = (key) => messages[key];',
      ].join('\n');
    },
  };
}
