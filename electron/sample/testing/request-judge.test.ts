import { describe, expect, it } from 'vitest';
import type { SentRequest } from '../http/sent-request.ts';
import { judgeRequest } from './request-judge.ts';

function judge(method: string, target: string, body?: object): string[] {
  const sent: SentRequest = {
    host: 'graph',
    method,
    target: `/v1.0${target}`,
    hasAuthorization: true,
    json: body === undefined ? null : JSON.stringify(body),
  };
  return judgeRequest(sent);
}

describe('the judge of requests', () => {
  it('accepts what Microsoft describes, in every form of address', () => {
    for (const item of [
      '/me/drive/root',
      '/me/drive/root:/a/b.txt:',
      '/drives/x/items/y',
      '/users/u/drive/items/y:/a%20b:',
      '/sites/s/drive/special/approot:/a:',
    ]) {
      expect(
        judge(
          'GET',
          `${item}/children?$top=5&$select=id,name,@microsoft.graph.downloadUrl&$expand=thumbnails,children($select=id)&$skipToken=x`,
        ),
      ).toEqual([]);
      expect(
        judge('POST', `${item}/children`, {
          name: 'a',
          folder: {},
          '@microsoft.graph.conflictBehavior': 'fail',
        }),
      ).toEqual([]);
      expect(judge('PUT', `${item}/content?@microsoft.graph.conflictBehavior=fail`)).toEqual([]);
      expect(
        judge('POST', `${item}/createUploadSession`, {
          item: {
            '@microsoft.graph.conflictBehavior': 'rename',
            fileSystemInfo: { lastModifiedDateTime: '2020-01-01T00:00:00Z' },
          },
        }),
      ).toEqual([]);
    }
    expect(judge('GET', '/me/drive/root:/a.txt?$select=id')).toEqual([]);
    expect(judge('GET', '/me/drive/root/delta?token=x&$select=id')).toEqual([]);
    expect(judge('GET', "/me/drive/root/search(q='it''s')?$top=5")).toEqual([]);
    expect(judge('GET', '/me?$select=id,displayName')).toEqual([]);
    expect(judge('PATCH', '/drives/x/items/y', { name: 'b', parentReference: { id: 'z' } })).toEqual([]);
    expect(judge('PUT', '/me/drive/root', { name: 'a', '@microsoft.graph.sourceUrl': 'https://x' })).toEqual(
      [],
    );
    expect(judge('POST', '/$batch', { requests: [{ id: '1', method: 'GET', url: '/me/drive' }] })).toEqual(
      [],
    );
  });

  it.each<[string, string, string, object?]>([
    ['an unknown path', 'GET', '/me/drive/root/childs'],
    ['an unknown resource', 'GET', '/me/files'],
    ['an unknown method of a path', 'DELETE', '/me/drive/root/children'],
    ['an unknown query option', 'GET', '/me/drive/root/children?top=5'],
    ['an unknown property in $select', 'GET', '/me/drive/root/children?$select=id,filename'],
    ['an unknown property in $expand', 'GET', '/drives/x/items/y?$expand=thumbs'],
    ['a misspelled member of a body', 'POST', '/me/drive/root/children', { name: 'a', folders: {} }],
    [
      'a misspelled member deep in a body',
      'PATCH',
      '/drives/x/items/y',
      { parentReference: { itemId: 'z' } },
    ],
    ['a member of the wrong type', 'PATCH', '/drives/x/items/y', { name: 7 }],
    [
      'an unknown annotation',
      'POST',
      '/me/drive/root/children',
      { name: 'a', folder: {}, '@name.conflictBehavior': 'fail' },
    ],
    ['an unexpected body', 'POST', '/drives/x/items/y/permanentDelete', { really: true }],
    [
      'a part of a batch',
      'POST',
      '/$batch',
      { requests: [{ id: '1', method: 'GET', url: '/me/drives/y/children' }] },
    ],
  ])('reports %s', (_what, method, target, body) => {
    expect(judge(method, target, body)).not.toEqual([]);
  });

  it('reports a token sent to a pre-signed address', () => {
    const sent: SentRequest = {
      host: 'content',
      method: 'PUT',
      target: '/up/x',
      hasAuthorization: true,
      json: null,
    };
    expect([judgeRequest(sent).length, judgeRequest({ ...sent, hasAuthorization: false }).length]).toEqual([
      1, 0,
    ]);
  });
});
