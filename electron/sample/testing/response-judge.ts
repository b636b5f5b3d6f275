import type { GivenResponse } from '../http/sent-request.ts';
import { schemaFor } from './schema.ts';

const graph = (type: string): string => `microsoft.graph.${type}`;

const SCHEMAS: Record<string, string> = {
  'GET me': graph('user'),
  'GET user': graph('user'),
  'GET users': 'users',
  'GET drive': graph('drive'),
  'GET drives': graph('driveCollectionResponse'),
  'GET sharedWithMe': graph('driveItemCollectionResponse'),
  'GET recent': graph('driveItemCollectionResponse'),
  'GET item': graph('driveItem'),
  'GET children': graph('driveItemCollectionResponse'),
  'GET delta': graph('driveItemCollectionResponse'),
  'GET search': graph('driveItemCollectionResponse'),
  'POST search query': graph('searchResponseCollectionResponse'),
  'GET permissions': graph('permissionCollectionResponse'),
  'GET permission': graph('permission'),
  'PATCH permission': graph('permission'),
  'POST createLink': graph('permission'),
  'POST invite': graph('permissionCollectionResponse'),
  'POST grant': graph('permissionCollectionResponse'),
  'POST revokeGrants': graph('permission'),
  'GET versions': graph('driveItemVersionCollectionResponse'),
  'GET version': graph('driveItemVersion'),
  'GET share': graph('sharedDriveItem'),
  'GET share permission': graph('permission'),
  'GET share item': graph('driveItem'),
  'GET share children': graph('driveItemCollectionResponse'),
  'GET share permissions': graph('permissionCollectionResponse'),
  'GET share thumbnails': graph('thumbnailSetCollectionResponse'),
  'GET special': graph('driveItemCollectionResponse'),
  'GET subscriptions': graph('subscriptionCollectionResponse'),
  'GET socketIo': graph('subscription'),
  'GET site': graph('site'),
  'GET sites': 'sites',
  'GET followedSites': 'sites',
  'GET recycleBin items': 'recycleBinItems',
  'POST folder': graph('driveItem'),
  'POST follow': graph('driveItem'),
  'GET following': graph('driveItemCollectionResponse'),
  'PATCH item': graph('driveItem'),
  'PUT item': graph('driveItem'),
  'POST restore': graph('driveItem'),
  'PUT content': graph('driveItem'),
  'POST createUploadSession': graph('uploadSession'),
  'GET upload status': graph('uploadSession'),
  'POST upload commit': graph('driveItem'),
  'GET thumbnails': graph('thumbnailSetCollectionResponse'),
  'GET thumbnail': graph('thumbnail'),
  'GET thumbnail set': graph('thumbnailSet'),
  'GET copy monitor': 'asyncJobStatus',
  'POST batch': 'batchResponse',
  'POST preview': graph('itemPreviewInfo'),
  'GET openid-configuration': 'signInMetadata',
  'GET keys': 'signInKeys',
  'POST devicecode': 'deviceCode',
  'POST token': 'tokens',
};

const WITHOUT_SCHEMA: Record<string, [kind: GivenResponse['kind'], why: string]> = {
  'GET download': ['content', 'bytes of a file'],
  'HEAD download': ['content', 'headers of a file; the body is not sent'],
  'GET thumbnail image': ['content', 'bytes of a picture'],
  'GET converted': ['content', 'bytes of a PDF'],
  'GET content': ['none', '302 to the second host'],
  'GET version content': ['none', '302 to the second host'],
  'GET share content': ['none', '302 to the second host'],
  'DELETE item': ['none', '204'],
  'DELETE permission': ['none', '204'],
  'DELETE version': ['none', '204'],
  'POST permanentDelete': ['none', '204'],
  'POST restoreVersion': ['none', '204'],
  'POST copy': ['none', '202 and the address of the monitor'],
  'DELETE upload session': ['none', '204'],
  'POST unfollow': ['none', '204'],
  'POST checkout': ['none', '204'],
  'POST checkin': ['none', '204'],
  'POST discardCheckout': ['none', '204'],
  'GET preview page': ['text', 'a page for a browser'],
  'GET authorize': ['text', 'pages for a browser'],
  'GET deviceauth': ['text', 'pages for a browser'],
  'GET adminconsent': ['text', 'a page for a browser'],
};

const MAY_BE_EMPTY: Record<string, [status: number, why: string]> = {
  'GET children': [304, 'If-None-Match'],
  'GET item': [304, 'If-None-Match'],
  'GET download': [302, 'a further pre-signed URL; 304 where the tag is known'],
  'HEAD download': [302, 'a further pre-signed URL'],
  'GET authorize': [302, 'response_mode=query'],
  'GET adminconsent': [302, 'the reply is a redirect'],
};

export function judgeResponse(answer: GivenResponse): string[] {
  return judge(answer).map(
    (one) => `${answer.label} (${answer.method} ${answer.target}) ${answer.status}: ${one}`,
  );
}

function judge(answer: GivenResponse): string[] {
  const { label, status, kind, json } = answer;
  const name = schemaName(answer);
  if (name !== null) {
    const validate = schemaFor(name);
    if (validate(json)) return [];
    return (validate.errors ?? []).map(
      (error) => `${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
    );
  }
  if (kind === 'json') return ['no schema'];
  const wanted = WITHOUT_SCHEMA[label]?.[0];
  const unchanged = label === 'GET download' && status === 304;
  const empty = kind === 'none' && (unchanged || MAY_BE_EMPTY[label]?.[0] === status);
  return wanted === kind || empty ? [] : [`${kind} where ${wanted ?? 'JSON'} is expected`];
}

function schemaName({ host, label, status, json }: GivenResponse): string | null {
  if (json === null) return null;
  if (status >= 400) return host === 'signIn' ? 'signInError' : graph('ODataErrors.ODataError');
  if (WITHOUT_SCHEMA[label] !== undefined) return null;
  if (label === 'PUT upload range') return graph(status === 202 ? 'uploadSession' : 'driveItem');
  // A finished copy may answer 303 with a body.
  if (status >= 300 && status !== 303) return null;
  return SCHEMAS[label] ?? null;
}
