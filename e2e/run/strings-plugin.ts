import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Plugin } from 'vite';
import { languages } from '../../electron/contract/strings/languages.ts';
import { packLanguage } from './message-files.ts';
import { root } from './root.ts';

const parsedMessages = join(root, 'electron/contract/strings/parsed-messages.ts');

/**
 * Takes the catalogue and the parser out of a bundle: the page's policy allows no eval and its start no parsing. The
 * messages come from `out/strings`, a file for each language that page and main share.
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
      return "export const getParsedMessage = (key) => { throw new Error('no language is loaded: ' + key); };";
    },
  };
}

/** Writes `out/strings/de.json.br` and so on with the main process, which reads one of them at the start. */
export function createLanguageFilesPlugin(folder: string): Plugin {
  return {
    name: 'slipway-language-files',
    apply: 'build',
    writeBundle() {
      mkdirSync(folder, { recursive: true });
      for (const language of languages) {
        const text = JSON.stringify(packLanguage(language));
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text) };
        writeFileSync(join(folder, `${language}.json.br`), brotliCompressSync(text, { params }));
      }
    },
  };
}

/** The messages come before the page's modules, which hold sentences as soon as they run: see shell/language.ts. */
export function createMessagesScriptPlugin(): Plugin {
  return {
    name: 'slipway-messages-script',
    transformIndexHtml: {
      order: 'post',
      handler: () => [{ tag: 'script', attrs: { src: '/messages.js' }, injectTo: 'head-prepend' }],
    },
  };
}
