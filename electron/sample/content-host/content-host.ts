import type { ServiceResponse, ServiceRequest, Host } from '../http/exchange.ts';
import { GraphError } from '../http/graph-error.ts';
import type { World } from '../model/world.ts';
import { download, pdf, previewPage, thumbnail } from './downloads.ts';
import { copyMonitor } from './monitor.ts';
import { cancelUpload, commitUpload, putRange, uploadStatus } from './upload-ranges.ts';

interface ContentRoute {
  method: string;
  path: RegExp;
  label: string;
  run(world: World, request: ServiceRequest, key: string): Promise<ServiceResponse> | ServiceResponse;
}

export const CONTENT_ROUTES: ContentRoute[] = [
  { method: 'GET', path: /^\/monitor\/([\w-]+)/, label: 'GET copy monitor', run: copyMonitor },
  { method: 'GET', path: /^\/download\/([^/]+)/, label: 'GET download', run: download },
  { method: 'HEAD', path: /^\/download\/([^/]+)/, label: 'HEAD download', run: download },
  { method: 'GET', path: /^\/thumbnail\/([^/]+)/, label: 'GET thumbnail image', run: thumbnail },
  { method: 'GET', path: /^\/pdf\/([^/]+)/, label: 'GET converted', run: pdf },
  { method: 'GET', path: /^\/preview\/([^/]+)/, label: 'GET preview page', run: previewPage },
  { method: 'PUT', path: /^\/up\/([\w-]+)/, label: 'PUT upload range', run: putRange },
  { method: 'GET', path: /^\/up\/([\w-]+)/, label: 'GET upload status', run: uploadStatus },
  { method: 'DELETE', path: /^\/up\/([\w-]+)/, label: 'DELETE upload session', run: cancelUpload },
  { method: 'POST', path: /^\/up\/([\w-]+)/, label: 'POST upload commit', run: commitUpload },
];

export function createContentHost(world: World): Host {
  return {
    match(request) {
      const route = CONTENT_ROUTES.find(
        (one) => one.method === request.method && one.path.test(request.path),
      );
      const key = route?.path.exec(request.path)?.[1] ?? '';
      return {
        label: route?.label ?? `${request.method} unknown`,
        async run() {
          if (request.header('authorization') !== null && !world.quirks.toleratesAuthorization) {
            throw new GraphError(
              401,
              'unauthenticated',
              'This URL is pre-authenticated and takes no Authorization header.',
            );
          }
          if (route === undefined) throw new GraphError(404, 'itemNotFound', 'Not found.');
          return route.run(world, request, key);
        },
      };
    },
  };
}
