import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { ensureBrowser } from './find-browser.ts';
import { icnsKinds, icoSizes, pngSizes, signPng, toIcns, toIco, toMark } from './icon-files.ts';
import { root } from './root.ts';
import { toTraySvg, traySizes, trayStates } from './tray-icons.ts';

const assets = join(root, 'assets');

async function draw(browser: Browser, svg: string, size: number): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>html,body{margin:0}svg{display:block;width:100%;height:100%}</style>${svg}`);
  const png = await page.screenshot({ omitBackground: true, type: 'png' });
  await page.close();
  return png;
}

async function main(): Promise<void> {
  const executablePath = await ensureBrowser();
  if (executablePath === null) {
    process.exitCode = 1;
    return;
  }
  const svg = await readFile(join(assets, 'icon.svg'), 'utf8');
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
  const sizes = new Set([...pngSizes, ...icoSizes, ...icnsKinds.map(({ size }) => size), 1024]);
  const drawn = new Map<number, Buffer>();
  for (const size of sizes) drawn.set(size, signPng(await draw(browser, svg, size), toMark(svg)));
  await mkdir(join(assets, 'tray'), { recursive: true });
  for (const state of trayStates)
    for (const size of traySizes) {
      const own = toTraySvg(svg, state);
      const png = signPng(await draw(browser, own, size), toMark(own));
      await writeFile(join(assets, 'tray', `${state}-${size}.png`), png);
    }
  await browser.close();
  const at = (size: number): Buffer => drawn.get(size) ?? Buffer.alloc(0);

  await mkdir(join(assets, 'icons'), { recursive: true });
  for (const size of pngSizes) await writeFile(join(assets, 'icons', `${size}x${size}.png`), at(size));
  await writeFile(join(assets, 'icon.png'), at(1024));
  await writeFile(join(assets, 'icon.ico'), toIco(icoSizes.map((size) => ({ size, png: at(size) }))));
  await writeFile(
    join(assets, 'icon.icns'),
    toIcns(icnsKinds.map(({ kind, size }) => ({ kind, png: at(size) }))),
  );
  console.log(`Drew assets/icon.svg in ${sizes.size} sizes.`);
}

await main();
