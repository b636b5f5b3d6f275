import { toInstant } from '../clock.ts';
import { toEmpty, toJson, type ServiceResponse, type ServiceRequest } from '../http/exchange.ts';
import {
  GraphError,
  accessDenied,
  changedMeanwhile,
  invalid,
  itemNotFound,
  locked,
  quotaReached,
} from '../http/graph-error.ts';
import { forgottenContent, toContent } from '../model/content.ts';
import {
  missingRanges,
  toExpectedRanges,
  type ConflictBehavior,
  type UploadSession,
} from '../model/upload-store.ts';
import type { World } from '../model/world.ts';
import { commitContent, demandRoom } from '../routes/commit.ts';
import { settleName, unsupported } from '../routes/naming.ts';
import { toDriveItem } from '../wire/drive-item.ts';
import { judgeTag } from '../wire/tags.ts';

const UNIT_BYTES = 320 * 1024;
const RANGE_LIMIT_BYTES = 60 * 1024 * 1024;

function find(world: World, key: string): UploadSession {
  const session = world.uploads.find(key);
  if (session === null) throw sessionGone();
  const lifeMs = world.quirks.uploadUrlLifeMs;
  if (lifeMs !== null && world.clock.now() >= session.startedMs + lifeMs) throw accessDenied();
  if (session.unseen > 0) {
    session.unseen -= 1;
    throw sessionGone();
  }
  return session;
}

const sessionGone = (): GraphError =>
  new GraphError(404, 'itemNotFound', 'The upload session was not found.', 'uploadSessionNotFound');

function toStatus(session: UploadSession): object {
  return { expirationDateTime: toInstant(session.expiresMs), nextExpectedRanges: toExpectedRanges(session) };
}

export function uploadStatus(world: World, _request: ServiceRequest, key: string): ServiceResponse {
  return toJson(200, toStatus(find(world, key)));
}

export function cancelUpload(world: World, _request: ServiceRequest, key: string): ServiceResponse {
  world.uploads.end(find(world, key));
  return toEmpty(204);
}

interface Range {
  first: number;
  last: number;
  total: number;
}

function parseContentRange(header: string | null): Range {
  const found = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(header ?? '');
  const [first, last, total] = (found?.slice(1) ?? []).map(Number);
  if (first === undefined || last === undefined || total === undefined || last < first || last >= total) {
    throw invalid('The Content-Range header is missing or malformed.');
  }
  return { first, last, total };
}

export async function putRange(world: World, request: ServiceRequest, key: string): Promise<ServiceResponse> {
  const session = find(world, key);
  const range = parseContentRange(request.header('content-range'));
  const length = range.last - range.first + 1;
  if (session.totalBytes !== null && session.totalBytes !== range.total) {
    throw invalid('The total differs from earlier ranges.', 'fragmentLengthMismatch');
  }
  if (Number(request.header('content-length') ?? length) !== length)
    throw invalid('Content-Length does not fit Content-Range.', 'fragmentLengthMismatch');
  if (length >= RANGE_LIMIT_BYTES)
    throw new GraphError(413, 'invalidRequest', 'The range is too large.', 'maxFragmentLengthExceeded');
  judgeOrder(session, range);

  const parts = await request.bytes(RANGE_LIMIT_BYTES);
  if (world.uploads.find(key) === null) throw sessionGone();
  judgeOrder(session, range);
  session.totalBytes = range.total;
  if (world.forgetsUploads) for (const part of parts) session.hash.update(part);
  session.received.push({ first: range.first, bytes: length, parts: world.forgetsUploads ? [] : parts });
  session.received.sort((a, b) => a.first - b.first);
  if (range.last + 1 < range.total && length % UNIT_BYTES !== 0) session.misaligned = true;

  if (missingRanges(session).length > 0) return toJson(202, toStatus(session));
  if (session.misaligned) throw invalid('A range was not a multiple of 320 KiB.', 'uploadSessionFailed');
  return session.deferCommit ? toJson(202, toStatus(session)) : commitSession(world, session, {});
}

function judgeOrder(session: UploadSession, range: Range): void {
  const missing = missingRanges(session);
  const gap = missing.find(
    (one) => range.first >= one.first && (one.last === null || range.last <= one.last),
  );
  if (gap === undefined)
    throw new GraphError(416, 'invalidRange', 'The range has been received already.', 'fragmentOverlap');
  if (gap.first !== range.first)
    throw new GraphError(416, 'invalidRange', 'The range is out of order.', 'fragmentOutOfOrder');
}

/** Business drives only; personal drives use a PUT of the item with its sourceUrl. */
export function commitUpload(world: World, _request: ServiceRequest, key: string): ServiceResponse {
  const session = find(world, key);
  if (session.drive.type === 'personal')
    throw unsupported('Commit this session by a PUT of the item with its source URL.');
  return commitSession(world, session, {});
}

/** If this fails, the session remains for another commit. */
export function commitSession(
  world: World,
  session: UploadSession,
  again: { name?: string; conflict?: ConflictBehavior; ifMatch?: string | null },
): ServiceResponse {
  const { drive, parent } = session;
  if (missingRanges(session).length > 0)
    throw invalid('Not all ranges have been received.', 'uploadSessionIncomplete');
  if (parent.deletedMs !== null) throw itemNotFound();
  const target = session.target?.deletedMs === null && again.name === undefined ? session.target : null;
  const kind = 'file';
  const { name, existing } =
    target === null
      ? settleName(drive, parent, {
          name: again.name ?? session.name,
          kind,
          conflict: again.conflict ?? session.conflict,
        })
      : { name: target.name, existing: target };
  const own = world.quirks.sessionsForgetIfMatch ? null : session.ifMatch;
  if (existing !== null && judgeTag(again.ifMatch ?? own, drive, existing) === 'different')
    throw changedMeanwhile();
  const heldBy = existing?.rare?.checkout?.by ?? session.by;
  if (existing?.rare?.locked === true || heldBy.id !== session.by.id) throw locked();
  const content = world.forgetsUploads
    ? forgottenContent(session.totalBytes ?? 0, session.hash.digest())
    : toContent(...session.received.flatMap((range) => range.parts));
  if (!demandRoom(drive, content.sizeBytes, existing)) throw quotaReached();
  const { by, createdMs, modifiedMs } = session;
  const node = commitContent(world, { drive, parent, name, existing, content, by, createdMs, modifiedMs });
  world.uploads.end(session);
  return toJson(
    existing === null ? 201 : 200,
    toDriveItem(world, { person: by, tenantId: null, permissions: null }, drive, node),
  );
}
