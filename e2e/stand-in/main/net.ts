import { request as requestHttp } from 'node:http';
import type { ClientRequest, RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';

/** Requests of the main process: Node's own are near enough to Electron's, but for redirects, which end as errors. */
export const net = {
  request(options: RequestOptions): ClientRequest {
    // A session is Electron's idea; Node would take it for one of TLS.
    const { session: _session, ...own } = options as RequestOptions & { session?: unknown };
    return own.protocol === 'https:' ? requestHttps(own) : requestHttp(own);
  },
};
