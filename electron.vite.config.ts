import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const devPort = 5733;
const indexWorker = at('electron/core/index/index-worker.ts');

/** Everything but Electron itself is bundled: the package holds no node_modules. */
const bundled = { externalizeDeps: false, reportCompressedSize: false } as const;

export default defineConfig({
  main: {
    build: {
      ...bundled,
      outDir: at('out/main'),
      target: 'node24',
      minify: true,
      rolldownOptions: {
        input: {
          main: at('electron/shell/main.ts'),
          ...(existsSync(indexWorker) ? { 'index-worker': indexWorker } : {}),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
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
    plugins: [react()],
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
