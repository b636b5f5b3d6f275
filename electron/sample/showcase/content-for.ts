import { madeContent, textContent, toContent, type Content } from '../model/content.ts';
import type { RareTraits } from '../model/node.ts';
import { toExtension } from '../wire/mime-types.ts';
import { drawLandscape, type Mood } from './landscape.ts';
import { toDocx, toXlsx } from './office.ts';
import { toPdf } from './pdf.ts';
import { PICTURE_HASHES } from './picture-hashes.ts';
import { toPngSize } from './png.ts';
import { createDice, toSeed } from './random.ts';
import { toSvg } from './svg.ts';
import { toWav } from './wav.ts';
import { toLedger, toParagraphs } from './words.ts';
import { toZip, toZipEntry } from './zip.ts';

export interface Made {
  content: Content;
  rare: RareTraits | null;
}

const made = new Map<string, Made>();

/** Many services in a process have the same files. */
export function contentFor(name: string, mood: Mood): Made {
  const key = `${mood}/${name}`;
  const known = made.get(key) ?? make(name, mood);
  made.set(key, known);
  return { content: known.content, rare: known.rare === null ? null : { ...known.rare } };
}

function make(name: string, mood: Mood): Made {
  const title = name.replace(/\.[^.]+$/, '');
  const dice = createDice(name);
  switch (toExtension(name)) {
    case 'png':
      return picture(name, mood);
    case 'svg':
      return { content: textContent(toSvg(title)), rare: null };
    case 'wav':
      return recording(title, dice.between(4, 16));
    case 'docx':
      return {
        content: toDocx(title, toParagraphs(title, dice.between(4, 14)), dice.next() < 0.5 ? title : null),
        rare: null,
      };
    case 'xlsx':
      return { content: toXlsx(toLedger(title, dice.between(20, 160))), rare: null };
    case 'pdf':
      return {
        content: toContent(
          toPdf(
            title,
            toParagraphs(title, 5).flatMap((text) => text.split(/(?<=\.) /)),
          ),
        ),
        rare: null,
      };
    case 'csv':
      return { content: textContent(toCsv(toLedger(title, dice.between(30, 300)))), rare: null };
    case 'json':
      return { content: textContent(`${JSON.stringify(toReadings(title), null, 2)}\n`), rare: null };
    case 'html':
      return { content: textContent(toHtml(title)), rare: null };
    case 'md':
      return { content: textContent(toMarkdown(title)), rare: null };
    case 'zip':
      return {
        content: toContent(
          toZip([
            toZipEntry('read me.txt', toParagraphs(title, 6).join('\n\n')),
            toZipEntry('ledger.csv', toCsv(toLedger(title, 400))),
          ]),
        ),
        rare: null,
      };
    default:
      return {
        content: textContent(`${title}\n\n${toParagraphs(title, dice.between(2, 8)).join('\n\n')}\n`),
        rare: null,
      };
  }
}

function picture(name: string, mood: Mood): Made {
  const [width, height] = toSeed(name) % 5 === 0 ? [400, 600] : [720, 480];
  const draw = (w: number, h: number): Uint8Array => drawLandscape(name, mood, w, h);
  return {
    content: madeContent(toPngSize(width, height), () => draw(width, height), PICTURE_HASHES[name] ?? null),
    rare: { picture: { width, height, draw }, cameraModel: 'Lumen X2' },
  };
}

function recording(title: string, seconds: number): Made {
  return {
    content: toWav(title, seconds),
    rare: { audio: { title, artist: 'Alex Sample', durationMs: seconds * 1000 } },
  };
}

function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return `${rows.map((row) => row.join(',')).join('\n')}\n`;
}

function toReadings(title: string): object {
  const dice = createDice(title);
  return {
    title,
    unit: 'celsius',
    readings: Array.from({ length: dice.between(24, 96) }, (_, hour) => ({
      hour,
      value: dice.between(40, 260) / 10,
    })),
  };
}

function toHtml(title: string): string {
  const body = toParagraphs(title, 4)
    .map((text) => `    <p>${text}</p>`)
    .join('\n');
  return `<!doctype html>\n<html lang="en">\n  <head><meta charset="utf-8"><title>${title}</title></head>\n  <body>\n    <h1>${title}</h1>\n${body}\n  </body>\n</html>\n`;
}

function toMarkdown(title: string): string {
  const [first = '', ...others] = toParagraphs(title, 4);
  const list = others.flatMap((text) => text.split(/(?<=\.) /)).map((sentence) => `- ${sentence}`);
  return `# ${title}\n\n${first}\n\n## Points\n\n${list.join('\n')}\n`;
}
