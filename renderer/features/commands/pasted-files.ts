import { t } from '../../../electron/contract/strings/translate.ts';
/** The browser's name for every copied picture without a file name, such as a screenshot. */
const madeUpName = 'image.png';
/** The browser makes such a file in the moment of the paste; one that was copied as a file is older. */
const justNowMs = 2_000;

/** A picture without a name gets one that tells when it was pasted: else each would be in the way of the next. */
export function namePasted(files: readonly File[], now: Date): File[] {
  return files.map((file) => {
    const isNameless = file.name === madeUpName && Math.abs(now.getTime() - file.lastModified) < justNowMs;
    if (!isNameless) return file;
    const { type, lastModified } = file;
    return new File([file], t('commands.pastedPicture', { when: toStamp(now) }), { type, lastModified });
  });
}

const two = (number: number) => String(number).padStart(2, '0');

/** "2026-05-04 09.07.01" by the clock on the wall; OneDrive takes no colons. */
function toStamp(now: Date): string {
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(two).join('-');
  return `${day} ${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('.')}`;
}
