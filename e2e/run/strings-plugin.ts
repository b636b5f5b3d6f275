import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Plugin } from 'vite';
import { languages } from '../../electron/contract/strings/languages.ts';
import { packLanguage } from './message-files.ts';
import { root } from './root.ts';

const parsedMessages = join(root, 'electron/contract/strings/parsed-messages.ts');

/**
 * Removes the catalog and the parser from a bundle: the page's policy allows no eval, and parsing would slow
 * its start. The messages come from `out/strings`, with one file per language for page and main process.
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

/** Writes `out/strings/de.json.br` etc. with the main process, which reads one of them at startup. */
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

/** Loads messages before the page's modules, which use them as soon as they run: see shell/language.ts. */
export function createMessagesScriptPlugin(): Plugin {
  return {
    name: 'slipway-messages-script',
    transformIndexHtml: {
      order: 'post',
      handler: () => [{ tag: 'script', attrs: { src: '/messages.js' }, injectTo: 'head-prepend' }],
    },
  };
}
