import type { Drive } from '../model/drive.ts';
import type { DriveNode } from '../model/node.ts';
import { toExtension } from './mime-types.ts';

const lettersByExtension: Record<string, string> = {
  doc: 'w',
  docx: 'w',
  gif: 'i',
  jpeg: 'i',
  jpg: 'i',
  mov: 'v',
  mp4: 'v',
  pdf: 'b',
  png: 'i',
  pptx: 'p',
  txt: 't',
  xlsx: 'x',
};

function toLetter(node: DriveNode): string {
  if (node.kind === 'folder') return 'f';
  if (node.kind === 'package') return 'o';
  return lettersByExtension[toExtension(node.name)] ?? 'u';
}

/**
 * "https://1drv.ms/t/s!KEY" for personal drives,
 * "https://contoso-my.sharepoint.com/:t:/g/personal/alex_contoso_example/KEY" for people's work drives, and
 * "https://contoso.sharepoint.com/:t:/s/team/KEY" for libraries.
 */
export function toLinkUrl(drive: Drive, node: DriveNode, key: string): string {
  const letter = toLetter(node);
  if (drive.type === 'personal') return `https://1drv.ms/${letter}/s!${key}`;
  if (drive.type === 'business')
    return `https://contoso-my.sharepoint.com/:${letter}:/g/personal/${drive.owner.email.replaceAll(/[^a-z0-9]/gi, '_')}/E${key}`;
  const [, site = 'team'] = /\/sites\/([^/]+)/.exec(drive.webUrl ?? '') ?? [];
  return `https://contoso.sharepoint.com/:${letter}:/s/${site}/E${key}`;
}
