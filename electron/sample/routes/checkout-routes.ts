import { toEmpty, toJson, type Answer } from '../http/exchange.ts';
import { accessDenied, invalid, locked } from '../http/graph-error.ts';
import { toPresignedUrl } from '../http/presigned.ts';
import { readJson } from '../http/request.ts';
import { rareOf, type DriveNode } from '../model/node.ts';
import type { Address } from './address.ts';
import { unsupported } from './naming.ts';
import { author, demandWrite, readable, type ItemRoute, type Scene } from './route.ts';

/** A file of a work drive that the caller may change. */
function demandFile(scene: Scene, address: Address): DriveNode {
  if (address.drive.type === 'personal') throw unsupported('Check-out is not supported on this drive.');
  const node = readable(scene, address);
  demandWrite(scene, address.drive, node);
  if (node.kind !== 'file' || node.content === null) throw invalid('Only a file can be checked out.');
  return node;
}

/** One that this caller has checked out. */
function demandCheckedOut(
  scene: Scene,
  address: Address,
): { node: DriveNode; before: NonNullable<DriveNode['content']> } {
  const node = demandFile(scene, address);
  const held = node.rare?.checkout;
  if (held === undefined) throw invalid('The file is not checked out.');
  if (held.by.id !== author(scene.viewer).id) throw locked();
  return { node, before: held.content };
}

function end(scene: Scene, { drive }: Address, node: DriveNode): Answer {
  delete rareOf(node).checkout;
  drive.touch(node, author(scene.viewer));
  return toEmpty(204);
}

export const checkoutRoutes: ItemRoute[] = [
  {
    method: 'POST',
    rest: /^(?:microsoft\.graph\.)?checkout$/,
    label: 'POST checkout',
    run(scene, address) {
      const node = demandFile(scene, address);
      const by = author(scene.viewer);
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
    async run(scene, address) {
      const { node } = demandCheckedOut(scene, address);
      const { comment } = await readJson(scene.ask);
      if (comment !== undefined && typeof comment !== 'string') throw invalid('The comment is not valid.');
      return end(scene, address, node);
    },
  },
  {
    method: 'POST',
    rest: /^(?:microsoft\.graph\.)?discardCheckout$/,
    label: 'POST discardCheckout',
    run(scene, address) {
      const { node, before } = demandCheckedOut(scene, address);
      if (node.content !== before) address.drive.replaceContent(node, before, author(scene.viewer));
      return end(scene, address, node);
    },
  },
  { method: 'POST', rest: /^(?:microsoft\.graph\.)?preview$/, label: 'POST preview', run: preview },
];

/** An address that a browser can show for a short while. */
function preview(scene: Scene, address: Address): Answer {
  const node = readable(scene, address);
  if (node.kind !== 'file') throw unsupported('Only files have a preview.');
  if (node.rare?.malware !== undefined) throw accessDenied();
  const getUrl = toPresignedUrl(scene.world, 'preview', address.drive, node);
  return toJson(200, {
    '@odata.context': `${scene.graphUrl}/$metadata#microsoft.graph.itemPreviewInfo`,
    getUrl,
  });
}
