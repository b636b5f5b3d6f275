import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '../fixtures.ts';
import { host } from '../hosts.ts';

test.skip(() => host === 'electron', 'about the stand-in itself');
test.use({ isolation: 'ownChromium' });

function processesOf(profile: string): string[] {
  if (process.platform !== 'linux') {
    const all = execFileSync('ps', ['-A', '-o', 'command='], { encoding: 'utf8' }).split('\n');
    return all.filter((line) => line.includes(profile));
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return command.includes(profile) ? [command.replaceAll('\0', ' ')] : [];
      } catch {
        return [];
      }
    });
}

test('no process remains after the app is closed', async ({ app, page, profile }) => {
  await page.title();
  expect(processesOf(profile).length).toBeGreaterThan(2);
  await app.close();
  await expect.poll(() => processesOf(profile)).toEqual([]);
});

test('no process remains after the app is killed', async ({ app, page, profile }) => {
  await page.title();
  const ended = app.waitForEvent('close');
  app.process().kill('SIGKILL');
  await ended;
  await expect.poll(() => processesOf(profile)).toEqual([]);
});

test('a profile opens again after its owner was killed', async ({ app, page, launch }) => {
  await page.title();
  const ended = app.waitForEvent('close');
  app.process().kill('SIGKILL');
  await ended;
  const again = await launch();
  const next = await again.firstWindow();
  await next.waitForFunction(() => 'slipway' in window);
});

test('closing the last window quits the app', async ({ app, page }) => {
  const window = await app.browserWindow(page);
  const ended = app.waitForEvent('close');
  await window.evaluate((it) => it.close()).catch(() => {});
  await ended;
});

test('quitting asks the app once whether it may quit', async ({ app, page }) => {
  await page.title();
  const ended = app.waitForEvent('close');
  const asked = await app.evaluate(({ app: running }) => {
    let count = 0;
    running.on('will-quit', () => void count++);
    const answer = new Promise<number>((resolve) =>
      running.once('will-quit', () => setImmediate(() => resolve(count))),
    );
    running.quit();
    return answer;
  });
  expect(asked).toBe(1);
  await ended;
});
