import { toInstant } from '../clock.ts';
import { toEmpty, type ServiceResponse, type ServiceRequest } from '../http/exchange.ts';
import { GraphError, changedMeanwhile, itemNotFound } from '../http/graph-error.ts';
import { parsePass, type Pass } from '../http/presigned.ts';
import { toContent, type Content } from '../model/content.ts';
import type { Drive } from '../model/drive.ts';
import type { DriveNode } from '../model/node.ts';
import type { World } from '../model/world.ts';
import { toPdf } from '../showcase/pdf.ts';
import { toMimeType } from '../wire/mime-types.ts';
import { toETag } from '../wire/tags.ts';

interface Opened {
  pass: Pass;
  drive: Drive;
  node: DriveNode;
}

/** 401 if the URL has expired, 404 if the item is gone. */
function open(world: World, token: string): Opened {
  const pass = parsePass(world, token);
  if (pass === null) throw new GraphError(401, 'unauthenticated', 'The URL is not valid.');
  if (pass.expiresMs <= world.clock.now())
    throw new GraphError(401, 'unauthenticated', 'The URL has expired.');
  const drive = world.drives.made.find((one) => one.number === pass.driveNumber);
  const node = drive?.byId(drive.ids.toId(pass.seq)) ?? null;
  if (drive === undefined || node === null) throw itemNotFound();
  return { pass, drive, node };
}

export function download(world: World, request: ServiceRequest, token: string): ServiceResponse {
  const { pass, drive, node } = open(world, token);
  const hop = Number(request.query.get('hop') ?? 0);
  if (hop < world.quirks.downloadHops)
    return toEmpty(302, { Location: `${world.contentOrigin}/download/${token}?hop=${hop + 1}` });
  if (node.rare?.malware !== undefined) {
    throw new GraphError(403, 'malwareDetected', 'Malware detected.', 'virusSuspicious', {
      'X-Virus-Infected': node.rare.malware,
    });
  }
  const old = pass.detail === '' ? undefined : node.rare?.versions?.find((one) => one.id === pass.detail);
  const content = pass.detail === '' ? node.content : (old?.content ?? null);
  if (content === null) throw itemNotFound();
  const tag = old === undefined ? toETag(drive, node) : `"{${drive.guid(node)}},v${old.id}"`;
  const modified = new Date(toInstant(old?.modifiedMs ?? node.serverModifiedMs)).toUTCString();
  const condition = judgeConditions(request, tag, modified);
  if (condition === 'unchanged') return toEmpty(304, { ETag: tag });
  if (condition === 'changed') throw changedMeanwhile();
  return toRanged(request, content, world.quirks.ignoresRange || condition === 'whole', {
    mimeType: node.rare?.mimeType ?? toMimeType(node.name),
    headers: {
      ETag: tag,
      'Last-Modified': modified,
      'Accept-Ranges': 'bytes',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(node.name)}`,
    },
  });
}

/** If the tag differs, the whole file is sent instead of a range. */
function judgeConditions(
  request: ServiceRequest,
  tag: string,
  modified: string,
): 'changed' | 'unchanged' | 'whole' | null {
  const names = (header: string | null): boolean =>
    header !== null && (header.trim() === '*' || header.includes(tag));
  const ifMatch = request.header('if-match');
  if (ifMatch !== null && !names(ifMatch)) return 'changed';
  if (names(request.header('if-none-match'))) return 'unchanged';
  const ifRange = request.header('if-range');
  return ifRange !== null && ifRange !== tag && ifRange !== modified ? 'whole' : null;
}

export function thumbnail(world: World, _request: ServiceRequest, token: string): ServiceResponse {
  const { pass, node } = open(world, token);
  const draw = node.rare?.picture?.draw ?? null;
  if (draw === null) throw itemNotFound();
  const [width = '96', height = '96'] = pass.detail.split('x');
  const content = toContent(draw(Number(width), Number(height)));
  return whole(content, 'image/png', {});
}

export function pdf(world: World, _request: ServiceRequest, token: string): ServiceResponse {
  const { node } = open(world, token);
  return whole(toContent(toPdf(node.name, ['Converted to PDF by the sample drive.'])), 'application/pdf', {});
}

export function previewPage(world: World, _request: ServiceRequest, token: string): ServiceResponse {
  const { node } = open(world, token);
  const name = node.name.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return {
    status: 200,
    headers: {},
    body: {
      kind: 'text',
      text: `<!doctype html><meta charset="utf-8"><title>${name}</title><p>${name}`,
      mimeType: 'text/html; charset=utf-8',
    },
  };
}

function whole(content: Content, mimeType: string, headers: Record<string, string>): ServiceResponse {
  return {
    status: 200,
    headers,
    body: { kind: 'content', slice: { content, start: 0, end: content.sizeBytes }, mimeType },
  };
}

/** A single range, or 416 outside of the file. Any other Range is ignored. */
function toRanged(
  request: ServiceRequest,
  content: Content,
  ignoresRange: boolean,
  sent: { mimeType: string; headers: Record<string, string> },
): ServiceResponse {
  const range = ignoresRange ? null : /^bytes=(\d*)-(\d*)$/.exec(request.header('range') ?? '');
  const size = content.sizeBytes;
  if (range === null || (range[1] === '' && range[2] === ''))
    return whole(content, sent.mimeType, sent.headers);
  const start = range[1] === '' ? Math.max(0, size - Number(range[2])) : Number(range[1]);
  const end = range[1] === '' || range[2] === '' ? size : Math.min(size, Number(range[2]) + 1);
  if (start >= size || end <= start) {
    throw new GraphError(416, 'invalidRange', 'The range is not satisfiable.', undefined, {
      'Content-Range': `bytes */${size}`,
    });
  }
  return {
    status: 206,
    headers: { ...sent.headers, 'Content-Range': `bytes ${start}-${end - 1}/${size}` },
    body: { kind: 'content', slice: { content, start, end }, mimeType: sent.mimeType },
  };
}
