import type { ErrorCode, Failure } from '../../contract/errors.ts';
import { AppError, isAppError } from '../errors.ts';
import { parseRetryAfter } from './retry-policy.ts';

/** The only place that maps HTTP statuses and Graph error codes to ours. */
export interface TextResponse {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** Only of requests with `isLarge`. */
  bytes?: Uint8Array<ArrayBuffer>;
}

const decisiveStatuses: Readonly<Record<number, ErrorCode>> = {
  412: 'changedMeanwhile',
  423: 'locked',
  429: 'throttled',
  507: 'quotaFull',
};

/** Graph's codes, lower-cased: services differ in spelling. */
const serviceCodes: ReadonlyMap<string, ErrorCode> = new Map([
  ['accessdenied', 'accessDenied'],
  ['accessrestricted', 'accessDenied'],
  ['notallowed', 'accessDenied'],
  ['sharingdisabled', 'accessDenied'],
  ['unauthenticated', 'signInNeeded'],
  ['invalidauthenticationtoken', 'signInNeeded'],
  ['itemnotfound', 'notFound'],
  ['resourcenotfound', 'notFound'],
  ['request_resourcenotfound', 'notFound'],
  ['uploadsessionnotfound', 'notFound'],
  ['namealreadyexists', 'nameExists'],
  ['resourcemodified', 'changedMeanwhile'],
  ['entitytagdoesnotmatch', 'changedMeanwhile'],
  ['quotalimitreached', 'quotaFull'],
  ['malwaredetected', 'malware'],
  ['virussuspicious', 'malware'],
  ['notsupported', 'notSupported'],
  ['invalidpath', 'badName'],
  ['namecontainsinvalidcharacters', 'badName'],
  ['pathcontainsinvalidcharacters', 'badName'],
  ['pathistoolong', 'pathTooLong'],
  ['pathtoodeep', 'pathTooLong'],
  ['resourcelocked', 'locked'],
  ['lockmismatch', 'locked'],
  ['activitylimitreached', 'throttled'],
  ['throttledrequest', 'throttled'],
  ['toomanyrequests', 'throttled'],
  ['servicenotavailable', 'serviceUnavailable'],
  ['servicereadonly', 'driveReadOnly'],
  ['maxfilesizeexceeded', 'tooLarge'],
  ['maxstreamsizeexceeded', 'tooLarge'],
  ['totalaffecteditemcountexceeded', 'copyTooLarge'],
  ['resourcebeingprovisioned', 'driveNotReady'],
  ['provisioningnotallowed', 'driveNotReady'],
  ['accountupgraderequired', 'subscriptionNeeded'],
]);

const statusCodes: Readonly<Record<number, ErrorCode>> = {
  401: 'signInNeeded',
  403: 'accessDenied',
  404: 'notFound',
  405: 'notSupported',
  406: 'notSupported',
  407: 'proxySignIn',
  408: 'serviceUnavailable',
  409: 'changedMeanwhile',
  410: 'notFound',
  413: 'tooLarge',
  415: 'notSupported',
  500: 'serviceUnavailable',
  501: 'notSupported',
  502: 'serviceUnavailable',
  503: 'serviceUnavailable',
  504: 'serviceUnavailable',
  509: 'serviceUnavailable',
};

/** Only the message reveals a user without a OneDrive: these come as 400 BadRequest, 404 or 429. */
const notReadyMessages = [/mysite/i];

/**
 * 403, also to reading: during maintenance, over the storage limit, and for hours after consent on personal drives.
 * Source: rclone issue 9794, onedrive-api-docs issue 1929.
 */
const readOnlyMessage = /\bdatabase is read[- ]?only\b/i;

/** To a link that expires or has a password. Source: microsoft-graph-docs issues 9170 and 14307. */
const upgradeMessage = /\baccount upgrade is required\b/i;

/** A locked Personal Vault, which no program may open: only the message says so. */
const vaultMessage = /ObjectHandle is Invalid/i;

/**
 * SharePoint rejects some names with 400 or 500 and no code: those with the suffix of its own companion
 * folders.
 */
const nameMessage =
  /(?:resource|file|folder) name is invalid|invalid (?:file|folder|resource) name|illegal characters?|invalid (?:leading|trailing) character|ends with a suffix used/i;

/** A legal hold or retention policy: 403, or 500 for a non-empty folder. */
const holdMessage = /\bon hold\b|\bretention\b|have to delete all the items in this folder/i;

/** A library may require a check-out before each change; Graph tells it with various statuses, in words only. */
const checkOutMessage = /must first check ?out/i;

/** SharePoint's exceptions, whose messages are translated, and what Graph makes of them. */
const sharePointRefusals: readonly (readonly [ErrorCode, RegExp])[] = [
  ['rulesNotMet', /SPListDataValidationException|list data validation failed/i],
  ['tooManyItems', /SPQueryThrottledException|exceeds the list view threshold/i],
  ['checkedOut', /SPFileCheckOutException|is checked out(?: for editing)? (?:by|to) /i],
  ['locked', /SPFileLockException|is locked for (?:shared|exclusive) use by /i],
];

/** "i:0#.f|membership|alex@contoso.example [membership]" */
const holderMessage =
  /\b(?:locked for \w+ use|checked out(?: for editing)?) (?:by|to) (?:\S*\|)?([^|[\]]+?)\s*(?:\[\w+\])?\.?$/i;

/** Also with 500, so that the status alone would have it sent again. */
const final: ReadonlySet<ErrorCode> = new Set([
  'badName',
  'changeRefused',
  'checkOutNeeded',
  'driveNotReady',
  'malware',
  'noLicence',
  ...sharePointRefusals.map(([code]) => code),
]);

const isNotReadyMessage = (message: string): boolean =>
  notReadyMessages.some((pattern) => pattern.test(message));

/** The body says that asking again soon won't help, whatever the status. */
export function isFinal(response: TextResponse): boolean {
  const { status, text } = response;
  if (status < 400 || text === '') return false;
  const { codes, message } = readErrorBody(text);
  return final.has(toErrorCode(response, codes, message));
}

/** `isReading`: the request was to change nothing. */
export function toAppError(
  response: TextResponse,
  nowMs: number,
  { subject = null, isReading = false }: { subject?: string | null; isReading?: boolean } = {},
): AppError {
  const { codes, message, requestId } = readErrorBody(response.text);
  const details = toDetails(response, codes.at(-1) ?? null, requestId, nowMs);
  const code = toErrorCode(response, codes, message);
  const waitMs = parseRetryAfter(response.headers['retry-after'], response.headers['date'], nowMs);
  const who = holderMessage.exec(message)?.[1] ?? null;
  return new AppError(code, { subject, facts: { waitMs, isReading, who }, details });
}

/** Some new accounts answer for their whole drive as for a locked vault. Source: rclone issue 8695. */
export const toDriveError = (error: AppError): AppError =>
  isAppError(error, 'vaultLocked')
    ? new AppError('driveNotReady', { subject: error.subject, details: error.details, cause: error })
    : error;

function toErrorCode(response: TextResponse, codes: readonly string[], message: string): ErrorCode {
  if (/SPO license/i.test(message)) return 'noLicence';
  if (isNotReadyMessage(message)) return 'driveNotReady';
  if (response.status === 400 && vaultMessage.test(message)) return 'vaultLocked';
  if (response.headers['x-virus-infected'] !== undefined) return 'malware';
  if (isRefusedUrl(response)) return 'badName';
  if (isBlockPage(response)) return 'networkSignIn';
  if (isProxyTrouble(response)) return 'offline';
  if (response.status === 400 || response.status === 500) {
    if (nameMessage.test(message)) return 'badName';
  }
  if ((response.status === 403 || response.status === 500) && holdMessage.test(message))
    return 'changeRefused';
  if (response.status <= 500) {
    const told = [...codes, message].join('\n');
    const refusal = sharePointRefusals.find(([, pattern]) => pattern.test(told));
    if (refusal !== undefined) return refusal[0];
  }
  if (response.status <= 500 && readOnlyMessage.test(message)) return 'driveReadOnly';
  if (response.status < 500 && upgradeMessage.test(message)) return 'subscriptionNeeded';
  if (response.status <= 500 && checkOutMessage.test(message)) return 'checkOutNeeded';
  const decisive = decisiveStatuses[response.status];
  if (decisive !== undefined) return decisive;
  const known = codes
    .map((code) => serviceCodes.get(code.toLowerCase()))
    .filter((code) => code !== undefined);
  return known.at(-1) ?? statusCodes[response.status] ?? 'unexpectedAnswer';
}

/** Not JSON, a redirect, a missing field, or a link to an unknown host. */
export function unexpectedResponse(
  response: TextResponse,
  nowMs: number,
  reason: string,
  subject: string | null = null,
): AppError {
  const isForeign = (response.status < 300 && isHtml(response)) || isBlockPage(response);
  const code = isForeign ? 'networkSignIn' : 'unexpectedAnswer';
  return new AppError(code, { subject, details: toDetails(response, reason, null, nowMs) });
}

const htmlTypes = /text\/html|application\/xhtml\+xml/i;
const htmlStart = /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body)\b/i;

/** HTML where JSON is expected. */
export const isHtml = ({ headers, text }: TextResponse): boolean =>
  htmlTypes.test(headers['content-type'] ?? '') || htmlStart.test(text.slice(0, maxHtmlStart));

const maxHtmlStart = 2_000;

/** Never treated as a filter's refusal, even with HTML: proxy sign-in, timeout, throttling. */
const ownStatuses: readonly number[] = [407, 408, 429];

/** 5xx is excluded: the service's own front ends send HTML with it. */
const isRefusal = (status: number): boolean => status >= 400 && status < 500 && !ownStatuses.includes(status);

/** The page with which Microsoft's web server refuses a URL, as for a name with a control character, by itself. */
const refusedUrlHtml = /<h2>Bad Request - Invalid URL<\/h2>/i;

const isRefusedUrl = ({ status, text }: TextResponse): boolean =>
  status === 400 && refusedUrlHtml.test(text.slice(0, maxHtmlStart));

/** A proxy or filter responded, so the status says nothing about permissions, items or sign-ins. */
export const isBlockPage = (response: TextResponse): boolean =>
  isRefusal(response.status) && isHtml(response) && !isRefusedUrl(response);

/** Graph refuses with JSON or an empty body; other Microsoft hosts may use plain text. */
export const isForeignRefusal = (response: TextResponse): boolean =>
  isRefusal(response.status) &&
  !isRefusedUrl(response) &&
  (isHtml(response) || (response.text.trim() !== '' && parseJson(response.text) === null));

/** Every response from the service has one of these. */
const serviceHeaders: readonly string[] = [
  'request-id',
  'client-request-id',
  'x-ms-request-id',
  'x-ms-ags-diagnostic',
  'sprequestguid',
  'x-azure-ref',
  'x-msedge-ref',
];
/** Proxies add these to forwarded responses and to their own. */
const proxyHeaders: readonly string[] = ['via', 'proxy-status', 'proxy-agent', 'x-bluecoat-via'];

/** An inspecting proxy could not reach the service: treated as no network. */
export function isProxyTrouble(response: TextResponse): boolean {
  const { status, headers } = response;
  if (status < 500) return false;
  const has = (name: string) => headers[name] !== undefined;
  if (has('x-squid-error')) return true;
  return isHtml(response) && proxyHeaders.some(has) && !serviceHeaders.some(has);
}

export function toDetails(
  response: TextResponse,
  serviceCode: string | null,
  requestId: string | null,
  nowMs: number,
) {
  return {
    status: response.status,
    serviceCode: serviceCode?.slice(0, 100) ?? null,
    requestId: response.headers['request-id'] ?? requestId,
    at: new Date(nowMs).toISOString(),
  } satisfies Failure['details'];
}

/** Error codes from the outermost to the innermost. Graph spells it `innerError`, older hosts `innererror`. */
function readErrorBody(text: string): { codes: string[]; message: string; requestId: string | null } {
  const found = { codes: [] as string[], message: '', requestId: null as string | null };
  const body = asObject(parseJson(text));
  let level = asObject(body?.['error'] ?? body?.['odata.error']);
  for (let depth = 0; level !== null && depth < 8; depth += 1) {
    if (typeof level['code'] === 'string' && level['code'] !== '') found.codes.push(level['code']);
    const message = asObject(level['message'])?.['value'] ?? level['message'];
    if (depth === 0 && typeof message === 'string') found.message = message;
    if (typeof level['request-id'] === 'string') found.requestId = level['request-id'].slice(0, 100);
    level = asObject(level['innerError'] ?? level['innererror']);
  }
  return found;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
}
