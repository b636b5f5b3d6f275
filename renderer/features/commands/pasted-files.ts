import { t } from '../../../electron/contract/strings/translate.ts';
/** Chromium's name for pasted images without a file name, such as screenshots. */
const madeUpName = 'image.png';
/** The browser creates such a file during the paste; a copied file is older. */
const justNowMs = 2_000;

/** Named by the time of the paste, so that they don't conflict. */
export function namePasted(files: readonly File[], now: Date): File[] {
  return files.map((file) => {
    const isNameless = file.name === madeUpName && Math.abs(now.getTime() - file.lastModified) < justNowMs;
    if (!isNameless) return file;
    const { type, lastModified } = file;
    return new File([file], t('commands.pastedPicture', { when: toStamp(now) }), { type, lastModified });
  });
}

const two = (number: number) => String(number).padStart(2, '0');

function toStamp(now: Date): string {
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(two).join('-');
  return `${day} ${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('.')}`;
}
