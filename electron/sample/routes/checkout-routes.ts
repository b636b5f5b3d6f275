import { toEmpty, toJson, type ServiceResponse } from '../http/exchange.ts';
import { accessDenied, invalid, locked } from '../http/graph-error.ts';
import { toPresignedUrl } from '../http/presigned.ts';
import { readJson } from '../http/request.ts';
import { rareOf, type DriveNode } from '../model/node.ts';
import type { Address } from './address.ts';
import { unsupported } from './naming.ts';
import { author, demandWriteAccess, demandReadable, type ItemRoute, type RequestContext } from './route.ts';

function demandFile(context: RequestContext, address: Address): DriveNode {
  if (address.drive.type === 'personal') throw unsupported('Check-out is not supported on this drive.');
  const node = demandReadable(context, address);
  demandWriteAccess(context, address.drive, node);
  if (node.kind !== 'file' || node.content === null) throw invalid('Only a file can be checked out.');
  return node;
}

function demandCheckedOut(
  context: RequestContext,
  address: Address,
): { node: DriveNode; before: NonNullable<DriveNode['content']> } {
  const node = demandFile(context, address);
  const held = node.rare?.checkout;
  if (held === undefined) throw invalid('The file is not checked out.');
  if (held.by.id !== author(context.viewer).id) throw locked();
  return { node, before: held.content };
}

function end(context: RequestContext, { drive }: Address, node: DriveNode): ServiceResponse {
  delete rareOf(node).checkout;
  drive.touch(node, author(context.viewer));
  return toEmpty(204);
}

export const checkoutRoutes: ItemRoute[] = [
  {
    method: 'POST',
    rest: /^(?:microsoft\.graph\.)?checkout$/,
    label: 'POST checkout',
    run(context, address) {
      const node = demandFile(context, address);
      const by = author(context.viewer);
      if (node.rare?.checkout !== undefined && node.rare.checkout.by.id !== by.id) throw locked();
      if (node.content !== null) rareOf(node).checkout ??= { by, content: node.content };
      address.drive.touch(node, by);
      return toEmpty(204);
    },
  },
  {
    method: 'POST',
    rest: /^(?:microsoft\.graph\.)?checkin$/,
    label: 'POST checkin',
    async run(context, address) {
      const { node } = demandCheckedOut(context, address);
      const { comment } = await readJson(context.request);
      if (comment !== undefined && typeof comment !== 'string') throw invalid('The comment is not valid.');
      return end(context, address, node);
    },
  },
  {
    method: 'POST',
    rest: /^(?:microsoft\.graph\.)?discardCheckout$/,
    label: 'POST discardCheckout',
    run(context, address) {
      const { node, before } = demandCheckedOut(context, address);
      if (node.content !== before) address.drive.replaceContent(node, before, author(context.viewer));
      return end(context, address, node);
    },
  },
  { method: 'POST', rest: /^(?:microsoft\.graph\.)?preview$/, label: 'POST preview', run: preview },
];

function preview(context: RequestContext, address: Address): ServiceResponse {
  const node = demandReadable(context, address);
  if (node.kind !== 'file') throw unsupported('Only files have a preview.');
  if (node.rare?.malware !== undefined) throw accessDenied();
  const getUrl = toPresignedUrl(context.world, 'preview', address.drive, node);
  return toJson(200, {
    '@odata.context': `${context.graphUrl}/$metadata#microsoft.graph.itemPreviewInfo`,
    getUrl,
  });
}
