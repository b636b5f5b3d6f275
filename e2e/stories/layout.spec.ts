import { createTransfersPanel } from '../pages/transfers-panel.ts';
import { expectReachable } from '../pages/reachable.ts';
import { expect, test } from './story.ts';

test('transfers and notices take their own room, and one line is left when all is done', async ({
  page,
  sample,
  files,
  local,
  ui,
}) => {
  const tray = createTransfersPanel(page);
  for (let at = 1; at <= 60; at += 1) sample.drive.addFile(`Inbox/Page ${at}.txt`, { sizeBytes: at });
  const held = sample.faults.hold({ route: 'PUT upload range', times: Infinity });
  await files.open('myfiles/Inbox');
  await files.choose('Upload files…', await local.write('Slow.bin', 6_000_000));
  await tray.expectState('Slow.bin', 'running');
  await files.focus();
  await page.keyboard.press('End');
  await files.expectFocus('Page 60.txt');
  await page.keyboard.press('Delete');
  await expect(ui.toast('deleted')).toBeVisible();
  await files.expectFocus('Page 59.txt');
  await expect(files.focused, 'what has the focus stays in sight').toBeInViewport({ ratio: 1 });
  const offline = sample.faults.add({
    method: 'GET',
    route: 'GET children',
    reset: 'beforeEffect',
    times: Infinity,
  });
  await page.keyboard.press('F5');
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expectReachable(page, 'a transfer, a notice and a failed refresh');
  await ui.goTo('Settings');
  await expectReachable(page, 'Settings with a transfer');
  offline.remove();

  held.letGo();
  await expect(tray.head).toHaveText('1 transfer done');
  await expect(tray.row('Slow.bin')).toBeHidden();
  expect((await tray.root.boundingBox())?.height, 'one line').toBeLessThan(48);
  await tray.unfold.click();
  await tray.expectState('Slow.bin', 'done');
});
