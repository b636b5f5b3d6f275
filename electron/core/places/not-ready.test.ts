import { test } from 'vitest';
import { createFastClock } from '../testing/fast-clock.ts';
import { createRig } from '../testing/rig.ts';
import { addSample } from '../testing/steps.ts';

const settingUp = { code: 'BadRequest', message: "Unable to retrieve user's mysite URL." };
const likeVault = { code: 'invalidRequest', message: 'ObjectHandle is Invalid' };
const readOnly = { code: 'accessDenied', message: 'Database Is Read Only' };

test.each([
  ['driveNotReady', 400, settingUp],
  ['driveNotReady', 429, settingUp],
  ['driveNotReady', 400, likeVault],
  ['driveReadOnly', 403, readOnly],
] as const)(
  'P22 a OneDrive that is being set up or read-only (%s, %i) is requested again automatically',
  async (code, status, error) => {
    const clock = createFastClock();
    await using rig = await createRig({ clock, content: 'empty' });
    const accountId = await addSample(rig);
    rig.service.faults.add({
      route: 'GET children',
      status,
      body: { error },
      times: 2,
    });
    rig.service.drive.addFile('a.txt', 'a');
    // Waits of a second and more are released by the test, one by one.
    const letPass = () => {
      clock.letPass();
      clock.hold(1000);
    };
    clock.hold(1000);
    const opening = { accountId, place: 'myfiles' as const, folder: null, sort: [], filter: '' };
    const { viewId } = await rig.call('view.open', opening);
    for (const waitMs of [60_000, 300_000]) {
      await rig.waitForEvent(
        'view.changed',
        ({ freshness, ...head }) =>
          head.viewId === viewId &&
          freshness.failure?.code === code &&
          freshness.failure.facts.waitMs === waitMs,
      );
      letPass();
    }
    await rig.waitForEvent('view.changed', (head) => head.viewId === viewId && head.count === 1);
    clock.letPass();
  },
);
