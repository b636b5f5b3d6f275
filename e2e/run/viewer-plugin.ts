import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, type Plugin } from 'vite';
import type { LicencePlugins } from './licence-plugin.ts';
import { root } from './root.ts';

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/**
 * Unchanged files of pdf.js: the worker, and what it fetches for some PDFs. Two decoders without WebAssembly,
 * since allowing it would allow code generation, and the two fonts that a system may lack.
 */
const ready: readonly [from: string, to: string][] = [
  ['build/pdf.worker.min.mjs', 'worker.js'],
  ['wasm/jbig2_nowasm_fallback.js', 'jbig2_nowasm_fallback.js'],
  ['wasm/openjpeg_nowasm_fallback.js', 'openjpeg_nowasm_fallback.js'],
  ['standard_fonts/FoxitSymbol.pfb', 'FoxitSymbol.pfb'],
  ['standard_fonts/FoxitDingbats.pfb', 'FoxitDingbats.pfb'],
];

/** Frequent maps of characters; `renderer/viewer/character-maps.ts` derives the large ones from them. */
const mapNames =
  /^(?:(?:90ms|90msp|90pv|83pv)-RKSJ-[HV]|(?:EUC-|RKSJ-)?[HV]|GB(?:pc|K|Kp)?-EUC-[HV]|GB-[HV]|ETen(?:ms)?-B5-[HV]|B5pc-[HV]|KSC(?:pc)?-EUC-[HV]|KSC-[HV]|KSCms-UHC-(?:HW-)?[HV]|Uni(?:JIS|GB|CNS|KS)-(?:UCS2|UTF16)-V)\.bcmap$/;

/** Names and lengths as JSON, a line feed, and the maps. */
export function packMaps(): Buffer {
  const folder = join(packageFolder, 'cmaps');
  const names = readdirSync(folder).filter((name) => mapNames.test(name));
  const maps = names.map((name) => readFileSync(join(folder, name)));
  const sizes = names.map((name, at) => [name.replace('.bcmap', ''), maps[at]?.length]);
  return Buffer.concat([Buffer.from(`${JSON.stringify(sizes)}\n`), ...maps]);
}

export const viewerFiles = [
  'index.html',
  'viewer.css',
  'viewer.js',
  'maps.bin',
  ...ready.map(([, to]) => to),
];

/** Third-party code in those files besides pdf.js, each with its license file. */
const within: readonly [name: string, licence: string, file: string][] = [
  ['PDFium (in pdf.js)', 'BSD-3-Clause', 'wasm/LICENSE_JBIG2'],
  ['OpenJPEG (in pdf.js)', 'BSD-2-Clause', 'wasm/LICENSE_OPENJPEG'],
  ['Adobe character maps (in pdf.js)', 'BSD-3-Clause', 'cmaps/LICENSE'],
  ['Foxit fonts (in pdf.js)', 'BSD-3-Clause', 'standard_fonts/LICENSE_FOXIT'],
];

interface ViewerPluginOptions {
  sources: string;
  folder: string;
  licences: LicencePlugins;
}

/** To `out/viewer`, compressed (`viewer.js.br`). */
export function createViewerPlugin({ sources, folder, licences }: ViewerPluginOptions): Plugin {
  return {
    name: 'slipway-viewer',
    apply: 'build',
    async writeBundle() {
      mkdirSync(folder, { recursive: true });
      const write = (name: string, bytes: Buffer): void =>
        writeFileSync(join(folder, `${name}.br`), toCompressed(bytes));
      for (const name of ['index.html', 'viewer.css']) write(name, readFileSync(join(sources, name)));
      for (const [from, to] of ready) write(to, withoutMap(readFileSync(join(packageFolder, from))));
      write('maps.bin', packMaps());
      write('viewer.js', Buffer.from(await bundle(sources, licences)));
      const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
        version: string;
      };
      for (const [name, licence, file] of within)
        licences.add({
          name,
          version,
          licence,
          text: readFileSync(join(packageFolder, file), 'utf8').trim(),
        });
    },
  };
}

async function bundle(sources: string, licences: LicencePlugins): Promise<string> {
  const built = await build({
    root: sources,
    configFile: false,
    logLevel: 'warn',
    plugins: [licences.collect()],
    build: {
      write: false,
      target: 'chrome152',
      minify: true,
      modulePreload: false,
      rolldownOptions: { input: join(sources, 'viewer.ts'), output: { codeSplitting: false } },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  const chunks = outputs.flatMap((output) => (output.type === 'chunk' ? [output.code] : []));
  if (chunks.length !== 1 || chunks[0] === undefined) throw new Error('the viewer is one script');
  return chunks[0];
}

const withoutMap = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString('latin1').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'), 'latin1');

const cache = join(root, 'node_modules/.cache/slipway-viewer');

function toCompressed(bytes: Buffer): Buffer {
  const kept = join(cache, createHash('sha256').update(bytes).digest('hex'));
  if (existsSync(kept)) return readFileSync(kept);
  const compressed = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  mkdirSync(cache, { recursive: true });
  // Another build may write the same file.
  const part = `${kept}.${process.pid}`;
  writeFileSync(part, compressed);
  renameSync(part, kept);
  return compressed;
}
