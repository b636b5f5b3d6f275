import { expect } from 'vitest';
import type { SampleService } from '../sample-service.ts';

export async function fetchFromCloud(
  service: SampleService,
  url: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Response> {
  const place = service.reach(url);
  expect(place, `${url} is one of Microsoft's`).not.toBeNull();
  return fetch(place?.url ?? url, {
    ...init,
    headers: { ...init.headers, ...place?.headers },
    redirect: 'manual',
  });
}

export async function askAppToken(
  service: SampleService,
  app: { clientId: string; secret: string; authority: string; graph?: string },
): Promise<string | number> {
  const answer = await fetchFromCloud(service, `${app.authority}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: app.clientId,
      client_secret: app.secret,
      scope: `${app.graph ?? 'https://graph.microsoft.com'}/.default`,
    }).toString(),
  });
  const body = (await answer.json()) as { access_token?: string; error_codes?: number[] };
  return body.access_token ?? body.error_codes?.[0] ?? 0;
}
