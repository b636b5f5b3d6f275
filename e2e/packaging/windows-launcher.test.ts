import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { launch } from '../../electron/cli/testing/launcher-client.ts';
import { commandMethods } from '../../electron/contract/methods.ts';
import { Greeting, OwnerMessage, socketProtocol } from '../../electron/contract/socket.ts';
import { hiddenSwitch } from '../../electron/shell/autostart-entry.ts';
import { root } from '../run/root.ts';

const read = (name: string): Promise<string> => readFile(join(root, 'assets/windows', name), 'utf8');

/** The keys of each table in a PowerShell text, nested tables separately. */
const tablesOf = (text: string): string[][] =>
  [...text.matchAll(/@\{([^{}]*)\}/g)]
    .map(([, body = '']) => [...body.matchAll(/(?:^|[;\n]|^ ?)\s*(\w+) = /g)].map(([, name = '']) => name))
    .filter((names) => names.length > 0);

const sorted = (all: readonly (readonly string[])[]): string[] =>
  [...new Set(all.map((names) => [...names].sort().join(' ')))].sort();

/** Collects what the tests' client sends to an owner that requests everything it can. */
async function collectSent(): Promise<Record<string, unknown>[]> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-launcher-'));
  const path = join(folder, 'socket');
  const sent: Record<string, unknown>[] = [];
  const serve = (socket: Socket): void => {
    const answer = (message: object): void => void socket.write(`${JSON.stringify(message)}\n`);
    createInterface(socket).on('line', (line) => {
      const message = JSON.parse(line) as Record<string, unknown>;
      sent.push(message);
      if ('method' in message) answer({ id: message['id'], wants: 'stdin' });
      if ('stdin' in message) answer({ id: message['id'], ok: true, value: { exitCode: 0 } });
    });
    answer({ slipway: socketProtocol, version: '1.2.3' });
  };
  const server = createServer(serve);
  try {
    await new Promise<void>((resolve) => server.listen(path, resolve));
    await writeFile(join(folder, 'command.key'), `key\n${path}\n`);
    await launch(['list'], { keyFile: join(folder, 'command.key'), folder }).ended;
    return sent;
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
}

test('the Windows launcher sends the same messages as the tests’ client', async () => {
  const script = await read('slipway-launcher.ps1');
  const sent = await collectSent();
  const run = sent.find((message) => 'input' in message)?.['input'] as object;
  const own = [['pipe', 'key']];
  expect(sorted(tablesOf(script))).toEqual(
    sorted([...sent.map((message) => Object.keys(message)), Object.keys(run), ...own]),
  );
  expect(/\$protocol = (\d+)/.exec(script)?.[1]).toBe(String(socketProtocol));
  const { shape } = commandMethods['commandLine.run'].input;
  const environment = /foreach \(\$name in ([^)]+)\)/.exec(script)?.[1] ?? '';
  expect(environment.replaceAll(/[' ]/g, '').split(',')).toEqual(Object.keys(shape.environment.shape));
  expect(script).toContain("method = 'commandLine.run'");
});

test('the Windows launcher reads the messages of an owner', async () => {
  const script = await read('slipway-launcher.ps1');
  const known = new Set([
    ...Object.keys(Greeting.shape),
    ...OwnerMessage.options.flatMap((option) => Object.keys(option.shape)),
  ]);
  const used = [...script.matchAll(/(?:\$message\.|-ccontains ')(\w+)/g)].map(([, name = '']) => name);
  expect([...new Set(used)].filter((name) => !known.has(name))).toEqual(['PSObject']);
  const { part } = commandMethods['commandLine.run'];
  const ofPart = [...script.matchAll(/\$part\.(\w+)/g)].map(([, name = '']) => name);
  expect([...new Set(ofPart)].sort()).toEqual(Object.keys(part.shape).sort());
  expect(script).toContain('$message.value.exitCode');
});

test('the Windows launcher looks for a portable profile where the app does', async () => {
  const script = await read('slipway-launcher.ps1');
  const source = await readFile(join(root, 'electron/shell/portable-folder.ts'), 'utf8');
  for (const name of ['slipway-data', 'Uninstall Slipway.exe']) {
    expect(script).toContain(`'${name}'`);
    expect(source).toContain(`'${name}'`);
  }
});

test('the Windows launcher starts the app in the tray, and PowerShell reads it the same in every locale', async () => {
  const [script, batch] = await Promise.all(['slipway-launcher.ps1', 'slipway.cmd'].map(read));
  expect(script).toContain(`Start-Slipway @('${hiddenSwitch}')`);
  // Windows PowerShell reads a script without a byte order mark in the system's code page.
  for (const text of [script, batch]) expect(text).toMatch(/^[\t\n\r -~]*$/);
  const mark = /-Command "([^"]+)" %\*/.exec(batch ?? '')?.[1] ?? '';
  expect(mark).toMatch(/ #$/);
  expect(script).toContain(`-ceq '${mark}'`);
});
