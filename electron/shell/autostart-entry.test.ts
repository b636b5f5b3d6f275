import { expect, test } from 'vitest';
import { toDesktopEntry } from './autostart-entry.ts';

test.each([
  ['/opt/Slipway/slipway', '"/opt/Slipway/slipway" --hidden'],
  ['/home/d/100% $mine/S "1".AppImage', String.raw`"/home/d/100%% \\$mine/S \\"1\\".AppImage" --hidden`],
])('%s is started hidden, quoted for a desktop entry', (program, exec) => {
  expect(toDesktopEntry(program).split('\n')).toContain(`Exec=${exec}`);
});
