import type { Locator } from '@playwright/test';
import { createTilePane } from '../pages/tile-pane.ts';
import { holdSprings } from '../pages/drags.ts';
import { expectAccessible } from '../pages/axe.ts';
import { expect, test } from './story.ts';

test('tiles support keys in two dimensions, selection, a selection rectangle, rename, open, and returning to the list', async ({
  files,
  page,
  ui,
}) => {
  const tiles = createTilePane(page);
  await files.open('myfiles/Pictures');
  const names = await files.grid.locator('[role="row"] span[title]').allTextContents();
  expect(names.length).toBeGreaterThan(5);
  await page.keyboard.press('Control+5');
  await expect(tiles.tile(names[0] ?? '')).toBeVisible();
  const perRow = Number(await tiles.grid.getAttribute('aria-colcount'));
  expect(perRow).toBeGreaterThan(2);

  await page.keyboard.press('ArrowRight');
  await tiles.expectFocus(names[0] ?? '');
  await page.keyboard.press('ArrowRight');
  await tiles.expectFocus(names[1] ?? '');
  await page.keyboard.press('ArrowDown');
  await tiles.expectFocus(names[Math.min(names.length - 1, 1 + perRow)] ?? '');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  await tiles.expectSelected(names.slice(0, 2));

  await tiles.drawBand(names[1] ?? '', names[2] ?? '');
  await tiles.expectSelected(names.slice(1, 3));
  await page.keyboard.press('Escape');
  await tiles.expectSelected([]);
  await expectAccessible(page, 'tiles');

  await files.open('myfiles/Pictures/Lake house');
  await expect(tiles.tile('Jetty.png').locator('img')).toBeVisible();
  expect(
    await tiles
      .tile('Jetty.png')
      .locator('img')
      .evaluate((image) => (image as HTMLImageElement).naturalWidth),
  ).toBeGreaterThan(96);
  await tiles.tile('Jetty.png').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('Pier');
  await page.keyboard.press('Enter');
  await expect(tiles.tile('Pier.png')).toBeVisible();
  await tiles.expectFocus('Pier.png');

  const drag = async (name: string, target: Locator, targetName: string) => {
    const springs = await holdSprings(page);
    await tiles.tile(name).hover();
    await page.mouse.down();
    // The first move begins the drag.
    await target.hover();
    await target.hover();
    await expect(page.getByText(`Move “${name}” to “${targetName}”`)).toBeVisible();
    await page.mouse.up();
    await springs.letGo();
    await expect(tiles.tile(name)).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await tiles.expectFocus(name);
  };
  await drag('Pier.png', ui.address.crumb('Pictures'), 'Pictures');
  await drag('Pier.png', ui.places.getByRole('button', { name: /^My files/ }), 'My files');
  await files.open('myfiles/Pictures');
  await drag('Lake house', tiles.tile('Norway 2025'), 'Norway 2025');
  await ui.command('List').click();
  await expect(files.header('Name')).toBeVisible();
  await files.expectFocus('Lake house');
});
