import { toInstant } from '../clock.ts';
import { toEmpty, toJson } from '../http/exchange.ts';
import { invalid, itemNotFound } from '../http/graph-error.ts';
import { toPresignedUrl } from '../http/presigned.ts';
import type { Drive } from '../model/drive.ts';
import type { DriveNode, OldVersion } from '../model/node.ts';
import { toIdentitySet } from '../wire/identity.ts';
import { keepVersion } from './commit.ts';
import { author, demandReadable, demandWritable, type ItemRoute } from './route.ts';

function versionsOf(node: DriveNode): OldVersion[] {
  if (node.content === null) throw invalid('The item has no versions.');
  const old = node.rare?.versions ?? [];
  const id = `${Number.parseInt(old[0]?.id ?? '0', 10) + 1}.0`;
  return [
    { id, content: node.content, modifiedMs: node.serverModifiedMs, modifiedBy: node.modifiedBy },
    ...old,
  ];
}

export function toVersions(drive: Drive, node: DriveNode): object[] {
  return node.content === null ? [] : versionsOf(node).map((version) => toVersion(drive, version));
}

function toVersion(drive: Drive, version: OldVersion): object {
  return {
    id: version.id,
    lastModifiedDateTime: toInstant(version.modifiedMs),
    lastModifiedBy: toIdentitySet(version.modifiedBy, drive.type),
    size: version.content.sizeBytes,
  };
}

function findVersion(node: DriveNode, id: string): { version: OldVersion; current: boolean } {
  const all = versionsOf(node);
  const version = id === 'current' ? all[0] : all.find((one) => one.id === id);
  if (version === undefined) throw itemNotFound();
  return { version, current: version === all[0] };
}

export const versionRoutes: ItemRoute[] = [
  {
    method: 'GET',
    rest: /^versions$/,
    label: 'GET versions',
    run: (context, address) =>
      toJson(200, {
        '@odata.context': `${context.graphUrl}/$metadata#versions`,
        value: versionsOf(demandReadable(context, address)).map((version) =>
          toVersion(address.drive, version),
        ),
      }),
  },
  {
    method: 'GET',
    rest: /^versions\/([\w.]+)$/,
    label: 'GET version',
    run: (context, address, [id = '']) =>
      toJson(200, toVersion(address.drive, findVersion(demandReadable(context, address), id).version)),
  },
  {
    method: 'GET',
    rest: /^versions\/([\w.]+)\/content$/,
    label: 'GET version content',
    run(context, address, [id = '']) {
      const node = demandReadable(context, address);
      const { version, current } = findVersion(node, id);
      return toEmpty(302, {
        Location: toPresignedUrl(context.world, 'download', address.drive, node, current ? '' : version.id),
      });
    },
  },
  {
    method: 'POST',
    rest: /^versions\/([\w.]+)\/(?:microsoft\.graph\.)?restoreVersion$/,
    label: 'POST restoreVersion',
    run(context, address, [id = '']) {
      const node = demandWritable(context, address);
      const { version, current } = findVersion(node, id);
      if (!current) {
        keepVersion(node);
        address.drive.replaceContent(node, version.content, author(context.viewer));
      }
      return toEmpty(204);
    },
  },
  {
    method: 'DELETE',
    rest: /^versions\/([\w.]+)$/,
    label: 'DELETE version',
    run(context, address, [id = '']) {
      const node = demandWritable(context, address);
      const { version, current } = findVersion(node, id);
      if (current || node.rare?.versions === undefined)
        throw invalid('The current version can not be deleted.');
      node.rare.versions = node.rare.versions.filter((one) => one !== version);
      return toEmpty(204);
    },
  },
];
