import { describe, expect, test } from 'vitest';
import { judgeOpening } from './open-kinds.ts';
import { toLocalName } from './local-name.ts';

describe('opening a file with the system’s programs', () => {
  test.each(['report.PDF', 'a.b.docx', 'photo.jpeg', '.hidden.txt', 'Ünïcode.xlsx', 'film.mp4'])(
    'is allowed for %s',
    (name) => expect(judgeOpening(name)).toBeNull(),
  );

  test.each([
    ['invoice.pdf.exe', 'program'],
    ['invoice.pdf.SCR', 'program'],
    ['notes.hta', 'script'],
    ['run.command', 'script'],
    ['Report.terminal', 'script'],
    ['photo.jpg.lnk', 'link'],
    ['site.url', 'link'],
    ['x.desktop', 'link'],
    ['x.webloc', 'link'],
    ['x.fileloc', 'link'],
    ['x.library-ms', 'link'],
    ['setup.msi', 'installer'],
    ['setup.deb', 'installer'],
    ['x.appinstaller', 'installer'],
    ['x.reg', 'settings'],
    ['x.mobileconfig', 'settings'],
    ['x.settingcontent-ms', 'settings'],
    ['x.rdp', 'settings'],
    ['x.iso', 'diskImage'],
    ['x.dmg', 'diskImage'],
    ['x.vhdx', 'diskImage'],
    ['x.tar.gz', 'archive'],
    ['page.html', 'webPage'],
    ['drawing.svg', 'webPage'],
    ['budget.xlsm', 'macros'],
    ['notes.one', 'macros'],
    ['.pdf', 'unknown'],
    ['pdf', 'unknown'],
    ['Makefile', 'unknown'],
    ['a.', 'unknown'],
    ['', 'unknown'],
    ['x.{20D04FE0-3AEA-1069-A2D8-08002B30309D}', 'unknown'],
    ['film.m\u212av', 'unknown'],
    ['a.pdf\u200b', 'unknown'],
    ['a\uff0epdf', 'unknown'],
    ['constructor', 'unknown'],
    ['a.constructor', 'unknown'],
  ])('is refused for %s: %s', (name, kind) => expect(judgeOpening(name)).toBe(kind));

  test.each(['a.exe.', 'a.exe ', 'a.exe:b.txt\u202e', 'a.pdf:evil.exe'])(
    'depends on the name on the disk, not on what the drive says: %j',
    (name) => expect(judgeOpening(toLocalName(name))).not.toBeNull(),
  );
});
