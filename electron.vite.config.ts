import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { readNews } from './e2e/run/news.ts';
import { createLicencePlugins } from './e2e/run/licence-plugin.ts';
import {
  createLanguageFilesPlugin,
  createMessagesScriptPlugin,
  createStringsPlugin,
} from './e2e/run/strings-plugin.ts';
import { createViewerPlugin } from './e2e/run/viewer-plugin.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const devPort = 5733;
const licences = createLicencePlugins(at('out'));
const indexWorker = at('electron/core/index/index-worker.ts');
const journalWorker = at('electron/core/transfers/store/journal/journal-worker.ts');

/**
 * What the publisher puts into a build: the client id of their app registration and the address of their updates, from
 * the environment. A mistake here would only show at a person's first sign-in, so it stops the build.
 */
function toBuiltIn(): { clientId: string | null; updateFeed: string | null } {
  const clientId = process.env.SLIPWAY_CLIENT_ID || null;
  const updateFeed = process.env.SLIPWAY_UPDATE_FEED || null;
  if (clientId !== null && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(clientId))
    throw new Error('SLIPWAY_CLIENT_ID is not a client id like 00000000-0000-0000-0000-000000000000.');
  if (updateFeed !== null && !updateFeed.startsWith('https://'))
    throw new Error('SLIPWAY_UPDATE_FEED is not an https address.');
  return { clientId, updateFeed };
}

/** Everything but Electron itself is bundled: the package holds no node_modules. */
const bundled = { externalizeDeps: false, reportCompressedSize: false } as const;

export default defineConfig({
  main: {
    plugins: [
      createStringsPlugin(),
      createLanguageFilesPlugin(at('out/strings')),
      createViewerPlugin({ sources: at('renderer/viewer'), folder: at('out/viewer'), licences }),
      licences.collect(),
    ],
    // Node bundles undici under this name, without its experimental second HTTP parser (180 KiB).
    define: { slipwayBuild: JSON.stringify(toBuiltIn()), esbuildDetection: 'true' },
    // undici has its parser twice. Every processor that Electron runs on has SIMD, so one is enough.
    resolve: {
      alias: { '../llhttp/llhttp-wasm.js': at('node_modules/undici/lib/llhttp/llhttp_simd-wasm.js') },
    },
    build: {
      ...bundled,
      outDir: at('out/main'),
      target: 'node24',
      minify: true,
      rolldownOptions: {
        input: {
          main: at('electron/shell/main.ts'),
          ...(existsSync(indexWorker) ? { 'index-worker': indexWorker } : {}),
          ...(existsSync(journalWorker) ? { 'journal-worker': journalWorker } : {}),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [licences.collect()],
    build: {
      ...bundled,
      outDir: at('out/preload'),
      target: 'node24',
      rolldownOptions: {
        input: { preload: at('electron/shell/preload/preload.ts') },
        // A sandboxed preload is one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react(), createStringsPlugin(), createMessagesScriptPlugin(), licences.collect()],
    define: { slipwayNews: JSON.stringify(readNews()) },
    // The page comes through app://, so it can't learn the server's address from its own.
    server: {
      host: '127.0.0.1',
      port: devPort,
      strictPort: true,
      hmr: { host: '127.0.0.1', clientPort: devPort },
    },
    build: {
      outDir: at('out/renderer'),
      target: 'chrome152',
      minify: true,
      // A data: URL would need its own permission in the page's policy.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4096,
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
});
