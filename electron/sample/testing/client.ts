import { expect } from 'vitest';
import type { SampleService } from '../sample-service.ts';

export type Json = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- answers are read freely in tests, after the schema passed them

export interface TestResponse {
  status: number;
  headers: Headers;
  json: Json;
  bytes: Buffer;
  code: string;
}

export interface Sent {
  body?: string | Uint8Array | object | undefined;
  headers?: Record<string, string>;
  token?: string | null;
}

export interface TestClient {
  call(method: string, pathOrUrl: string, sent?: Sent): Promise<TestResponse>;
  get(pathOrUrl: string, headers?: Record<string, string>): Promise<TestResponse>;
  post(path: string, body?: object, headers?: Record<string, string>): Promise<TestResponse>;
  patch(path: string, body: object, headers?: Record<string, string>): Promise<TestResponse>;
  put(path: string, body: string | Uint8Array, headers?: Record<string, string>): Promise<TestResponse>;
  remove(path: string, headers?: Record<string, string>): Promise<TestResponse>;
  list(path: string): Promise<Json[]>;
}

export function createTestClient(
  service: SampleService,
  token: string | null = service.accessToken,
): TestClient {
  async function call(method: string, pathOrUrl: string, sent: Sent = {}): Promise<TestResponse> {
    const toGraph = pathOrUrl.startsWith('/') || pathOrUrl.startsWith(service.graphUrl);
    const url = pathOrUrl.startsWith('/') ? service.graphUrl + pathOrUrl : pathOrUrl;
    const bearer = sent.token === undefined ? token : sent.token;
    const plain = typeof sent.body === 'string' || sent.body instanceof Uint8Array || sent.body === undefined;
    const headers: Record<string, string> = {
      ...(toGraph && bearer !== null ? { Authorization: `Bearer ${bearer}` } : {}),
      ...(plain ? {} : { 'Content-Type': 'application/json' }),
      ...sent.headers,
    };
    const body = plain
      ? (sent.body as NonNullable<RequestInit['body']> | undefined)
      : JSON.stringify(sent.body);
    const answer = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const isJson =
      (answer.headers.get('content-type') ?? '').includes('json') &&
      bytes.length > 0 &&
      (answer.status >= 400 || !new URL(url).pathname.startsWith('/download'));
    const json = isJson ? (JSON.parse(bytes.toString('utf8')) as Json) : null;
    return { status: answer.status, headers: answer.headers, json: json ?? {}, bytes, code: toCode(json) };
  }

  return {
    call,
    get: (path, headers = {}) => call('GET', path, { headers }),
    post: (path, body, headers = {}) => call('POST', path, { body, headers }),
    patch: (path, body, headers = {}) => call('PATCH', path, { body, headers }),
    put: (path, body, headers = {}) => call('PUT', path, { body, headers }),
    remove: (path, headers = {}) => call('DELETE', path, { headers }),
    async list(path) {
      const rows: Json[] = [];
      for (let next: string | undefined = path; next !== undefined;) {
        const page: TestResponse = await call('GET', next);
        expect(page.status).toBe(200);
        rows.push(...(page.json['value'] as Json[]));
        next = page.json['@odata.nextLink'] as string | undefined;
      }
      return rows;
    },
  };
}

function toCode(json: Json | null): string {
  const error = json?.['error'] as { code?: string; innerError?: { code?: string } } | undefined;
  if (error?.code === undefined) return '';
  return error.innerError?.code === undefined ? error.code : `${error.code}/${error.innerError.code}`;
}
