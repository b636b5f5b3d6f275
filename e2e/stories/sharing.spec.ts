import { expectAccessible } from '../pages/axe.ts';
import { expect, test } from './story.ts';

test('shares a folder by invitation and by link and revokes both; “Copy link” alone gives nobody access', async ({
  ui,
  page,
  app,
  sample,
}) => {
  const { files, dialogs } = ui;
  const { open } = dialogs;
  const copied = () => app.evaluate(({ clipboard }) => clipboard.readText());
  await ui.openFolder('Documents');
  await files.row('Meeting notes').click();

  await test.step('Copy link copies the existing address', async () => {
    await page.keyboard.press('Control+Shift+l');
    await expect(ui.toasts).toContainText('It works for people who already have access');
    await ui.toasts.getByRole('button', { name: 'Dismiss' }).press('Enter');
    await expect(files.grid).toBeFocused();
    expect(await copied()).toMatch(/^https:/);
    expect(sample.counters.count('POST createLink')).toBe(0);
  });

  await test.step('invites people by their addresses, and reports a mistake before sending', async () => {
    await page.keyboard.press('Control+Shift+s');
    await expect(open).toContainText('Only you have access.');
    await open.getByLabel('Email addresses').fill('dana@contoso.example, guest@elsewhere');
    await dialogs.press('Invite');
    await expect(open).toContainText('This isn’t an email address: guest@elsewhere');
    expect(sample.counters.count('POST invite')).toBe(0);
    await open.getByLabel('Email addresses').fill('dana@contoso.example, guest@elsewhere.example');
    await dialogs.press('Invite');
    await expect(open).toContainText('2 people were invited.');
    await expect(open.getByRole('listitem')).toHaveCount(3);
  });

  await test.step('copies a link for anyone without showing its address in the page', async () => {
    await open.getByRole('combobox', { name: 'Who can use it' }).click();
    await page.getByRole('option', { name: 'Anyone with the link' }).click();
    await dialogs.press('Copy link');
    await expect(open).toContainText('Anyone who has it can view, until you remove the link below.');
    const link = await copied();
    expect(link).toMatch(/^https:\/\/1drv\.ms\//);
    expect(await page.content()).not.toContain(link);
    await expect(open.getByRole('listitem')).toHaveCount(4);
    await expectAccessible(page, 'the share dialog');
  });

  await test.step('revokes access after a question', async () => {
    const remove = open.getByRole('button', { name: 'Remove access: Anyone with the link' });
    await remove.press('Enter');
    await expect(open).toContainText('Everyone who uses this link loses access.');
    await expect(dialogs.button('Keep')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(remove).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(open).toContainText('Access removed.');
    await expect(open.getByRole('listitem')).toHaveCount(3);
    await expect(open.getByRole('listitem').locator(':focus')).toHaveCount(1);
    await dialogs.press('Close');
    await dialogs.expectNone();
    await expect(files.cell('Meeting notes', 'sharing')).toContainText('Shared');
  });
});

test('an invitation without mail for some names them, and is not offered again', async ({
  ui,
  page,
  sample,
}) => {
  const { files, dialogs } = ui;
  const { open } = dialogs;
  await ui.openFolder('Documents');
  await files.row('Meeting notes').click();
  await page.keyboard.press('Control+Shift+s');
  const [mailed, unmailed] = ['dana@contoso.example', 'guest@elsewhere.example'];
  const error = { code: 'notAllowed', innererror: { code: 'accountVerificationRequired' } };
  const value = [
    { id: 'a', roles: ['read'], invitation: { email: mailed } },
    { id: 'b', roles: ['read'], invitation: { email: unmailed }, error },
  ];
  sample.faults.add({ route: 'POST invite', status: 207, afterEffect: true, body: { value } });
  const addresses = open.getByLabel('Email addresses');
  await addresses.fill(`${mailed}, ${unmailed}`);
  await dialogs.press('Invite');
  await expect(open.getByRole('alert')).toContainText(`No email was sent to ${unmailed}. The invited people`);
  await expect(addresses).toHaveValue('');
  await expect(open.getByRole('listitem')).toHaveCount(3);
});

test('restores an earlier version of a file and keeps the replaced one', async ({ ui, page, sample }) => {
  const { files, dialogs } = ui;
  await ui.openFolder('Documents/Meeting notes');
  const item = `${sample.graphUrl}/me/drive/items/${sample.drive.idOf('Documents/Meeting notes/Week 36.md')}`;
  const headers = { authorization: `Bearer ${sample.accessToken}` };
  await fetch(`${item}/content`, { method: 'PUT', headers, body: 'newer' });
  await files.row('Week 36.md').click();
  await page.keyboard.press('Control+Shift+h');
  await expect(dialogs.open.getByRole('listitem')).toHaveCount(2);
  await expect(dialogs.open).toContainText('The latest save made one version.');
  await expectAccessible(page, 'the versions dialog');
  await dialogs.open.getByRole('button', { name: /^Compare the version of/ }).click();
  await expect(dialogs.open.getByRole('region', { name: /^Compare the version of/ })).toContainText('newer');
  await expectAccessible(page, 'two versions side by side');
  await dialogs.open.getByRole('button', { name: /^Restore the version of/ }).click();
  await expect(dialogs.open).toContainText('is current again. The one it replaced is in the list.');
  await expect(dialogs.open.getByRole('listitem')).toHaveCount(3);
  sample.drive.remove('Documents/Meeting notes/Week 36.md');
  await dialogs.open
    .getByRole('button', { name: /^Restore the version of/ })
    .first()
    .click();
  await expect(dialogs.open.getByText('is no longer there'), 'told once').toHaveText(
    '“Week 36.md” is no longer there',
  );
  await expect(dialogs.open.getByRole('listitem')).toHaveCount(0);
  await expect(dialogs.button('Try again')).toHaveCount(0);
  await dialogs.open.getByRole('alert').getByRole('button', { name: 'Close' }).press('Enter');
  await dialogs.expectNone();
  await expect(files.row('Week 36.md')).toHaveCount(0);
  await expect(files.grid).toBeFocused();

  const picture = { width: 12, height: 12 };
  const draw = (color: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" ${toAttributes(picture)}><rect fill="${color}" ${toAttributes(picture)}/></svg>`;
  sample.drive.addFile('Documents/Meeting notes/Logo.svg', draw('red'));
  await page.keyboard.press('F5');
  const logo = `${sample.graphUrl}/me/drive/items/${sample.drive.idOf('Documents/Meeting notes/Logo.svg')}`;
  await fetch(`${logo}/content`, { method: 'PUT', headers, body: draw('blue') });
  await files.row('Logo.svg').click();
  await page.keyboard.press('Control+Shift+h');
  await dialogs.open.getByRole('button', { name: /^Show the version of .* beside the current one$/ }).click();
  const sides = dialogs.open.getByRole('region', { name: /^Show the version of/ }).getByRole('img');
  await expect(sides).toHaveCount(2);
  await expectAccessible(page, 'two versions of a picture side by side');
  await dialogs.press('Close');

  await page.keyboard.press('Control+Shift+h');
  await expect(dialogs.open.getByRole('listitem')).toHaveCount(2);
  sample.faults.add({ route: 'GET versions', edit: withoutEarlier, times: Number.POSITIVE_INFINITY });
  await dialogs.open.getByRole('button', { name: /^Show the version of .* beside the current one$/ }).click();
  await expect(dialogs.open).toContainText('That version of “Logo.svg” no longer exists');
  await expect(dialogs.open.getByRole('listitem')).toHaveCount(1);
  await expect(dialogs.button('Try again')).toHaveCount(0);
  await dialogs.press('Close');
});

const withoutEarlier = (json: Record<string, unknown>) => ({
  ...json,
  value: (json['value'] as object[]).slice(0, 1),
});

const toAttributes = ({ width, height }: { width: number; height: number }): string =>
  `width="${width}" height="${height}"`;

test.describe('on a work drive', () => {
  test.use({ sampleOptions: { driveType: 'business' } });

  test('makes a link for chosen people, and changes who they are', async ({ ui, page, app, sample }) => {
    const { files, dialogs } = ui;
    const { open } = dialogs;
    await ui.openFolder('Documents');
    await files.row('Meeting notes').click();
    await page.keyboard.press('Control+Shift+s');
    await open.getByRole('combobox', { name: 'Who can use it' }).click();
    await page.getByRole('option', { name: 'People you choose' }).click();

    await test.step('reports someone the organization doesn’t know', async () => {
      const addresses = open.getByRole('region', { name: 'Get a link' }).getByLabel('Email addresses');
      await addresses.fill('nobody@contoso.example');
      await addresses.press('Enter');
      await expect(open).toContainText('OneDrive didn’t accept these people');
      await expect(open).toContainText('Only you have access.');
      await addresses.fill('dana@contoso.example');
      await addresses.press('Enter');
      await expect(open).toContainText('Link copied. It works for Dana Reyes, who can view');
      expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toContain('.com/:f:/g/');
    });

    await test.step('adds someone, and takes someone out', async () => {
      await open.getByRole('button', { name: 'People who can use this link: Dana Reyes' }).click();
      const add = open.getByLabel('Add people to this link');
      await expect(add).toBeFocused();
      await page.keyboard.type('guest@elsewhere.example');
      await page.keyboard.press('Enter');
      await expect(open).toContainText('guest@elsewhere.example can use the link now.');
      const people = open.getByRole('list', { name: 'People who can use this link' });
      await expect(people.getByRole('listitem')).toHaveCount(2);
      await expectAccessible(page, 'the people of a link');
      await open.getByRole('button', { name: 'Remove from this link: Dana Reyes' }).click();
      await expect(open).toContainText('Dana Reyes can’t use this link any more.');
      await expect(people.getByRole('listitem')).toHaveCount(1);
      await expect(add).toBeFocused();
    });

    await dialogs.press('Close');
    await test.step('sends one request if Enter is pressed twice', async () => {
      await ui.places.getByRole('button', { name: 'What I share' }).click();
      const mine = page.getByRole('article', { name: 'Meeting notes' });
      await mine.getByRole('button', { name: /^People who can use this link/ }).press('Enter');
      sample.counters.reset();
      await mine.getByLabel('Add people to this link').fill('dana@contoso.example');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await expect(mine.getByRole('button', { name: 'Remove from this link: Dana Reyes' })).toBeVisible();
      expect(sample.counters.count('POST grant')).toBe(1);
    });

    const grants = sample.drive.find('Documents/Meeting notes')?.rare?.grants ?? [];
    expect(grants.map(({ people }) => people.map(({ email }) => email))).toEqual([
      ['guest@elsewhere.example', 'dana@contoso.example'],
    ]);
  });
});
