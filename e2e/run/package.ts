// npm run package -- [electron-builder options]: builds and packages for this system, or for the systems named.
//   npm run package -- --dir                 only the folder that an installer would unpack
//   npm run package -- --linux deb --x64     one installer
//   npm run package -- --as-built …          uses out/ if it is up to date
// Environment: SLIPWAY_CLIENT_ID and SLIPWAY_UPDATE_FEED are built in; for certificates, see the README.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildApp } from './build-app.ts';
import { root } from './root.ts';
import { runCommand } from './run-command.ts';

/** Without Electron. */
const maxAsarBytes = 5 * 1024 * 1024;

const out = join(root, 'out');

process.exitCode = await packageApp(process.argv.slice(2));

async function packageApp(given: readonly string[]): Promise<number> {
  // A release must not contain settings of an earlier build.
  if (!given.includes('--as-built')) await rm(out, { recursive: true, force: true });
  const switches = given.filter((each) => each !== '--as-built');
  if (!(await buildApp())) return 1;
  await writeManifest();
  const tool = join(root, 'node_modules/electron-builder/cli.js');
  const args = [tool, '--publish', 'never', ...toFeedSwitches(), ...switches];
  const { code, output } = await runCommand(process.execPath, args, { output: 'show' });
  if (code !== 0) return code;
  return (await reportSizes(output)) ? 0 : 1;
}

/** The package's manifest, without dependencies because everything is bundled. */
async function writeManifest(): Promise<void> {
  const { name, productName, version, description, license, author, homepage, desktopName, type } =
    JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  const manifest = { name, productName, version, description, license, author, homepage, desktopName, type };
  const text = `${JSON.stringify({ ...manifest, main: 'main/main.js' }, null, 2)}\n`;
  const path = join(out, 'package.json');
  if ((await readFile(path, 'utf8').catch(() => '')) !== text) await writeFile(path, text);
}

/** With a feed, electron-builder writes app-update.yml into the package and latest*.yml beside it. */
function toFeedSwitches(): string[] {
  const feed = process.env.SLIPWAY_UPDATE_FEED ?? '';
  return feed === '' ? [] : ['-c.publish.provider=generic', `-c.publish.url=${feed}`];
}

async function reportSizes(output: string): Promise<boolean> {
  const folders = new Set([...output.matchAll(/appOutDir=(\S+)/g)].map(([, folder = '']) => folder));
  let isWithin = true;
  for (const folder of folders) {
    const asar = await readAsar(folder);
    if (asar === null) continue;
    const kib = Math.ceil(asar.length / 1024);
    console.log(`app.asar of ${folder.split(/[\\/]/).at(-1)}: ${kib} KiB of ${maxAsarBytes / 1024}`);
    if (asar.length > maxAsarBytes) isWithin = false;
  }
  if (!isWithin)
    console.error('The package exceeds its size limit: it may contain something that should not be bundled.');
  return isWithin;
}

async function readAsar(folder: string): Promise<Buffer | null> {
  for (const resources of ['resources', 'Slipway.app/Contents/Resources']) {
    const bytes = await readFile(resolve(root, folder, resources, 'app.asar')).catch(() => null);
    if (bytes !== null) return bytes;
  }
  return null;
}
