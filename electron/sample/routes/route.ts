import type { ServiceResponse, ServiceRequest } from '../http/exchange.ts';
import {
  GraphError,
  accessDenied,
  changedMeanwhile,
  invalid,
  itemNotFound,
  locked,
} from '../http/graph-error.ts';
import type { Drive } from '../model/drive.ts';
import { selfAndAncestors, type DriveNode } from '../model/node.ts';
import type { Viewer, World } from '../model/world.ts';
import { ALEX, type Person } from '../model/people.ts';
import { judgeTag } from '../wire/tags.ts';
import type { Address } from './address.ts';

export interface RequestContext {
  world: World;
  request: ServiceRequest;
  viewer: Viewer;
  /** As the caller knows it; the start of links in responses. "https://graph.microsoft.us/v1.0" */
  graphUrl: string;
  /** Answers another request for the same caller: a part of a $batch. Never throws a GraphError. */
  dispatch(request: ServiceRequest): Promise<ServiceResponse>;
}

/** A route below an item. `rest` matches what follows the item; its groups become `params`. */
export interface ItemRoute {
  method: string;
  rest: RegExp;
  label: string;
  /** Also for a path with missing folders. */
  createsFolders?: boolean;
  run(
    context: RequestContext,
    address: Address,
    params: string[],
  ): Promise<ServiceResponse> | ServiceResponse;
}

export interface DriveRoute {
  method: string;
  tail: RegExp;
  label: string;
  run(context: RequestContext, drive: Drive, params: string[]): Promise<ServiceResponse> | ServiceResponse;
}

export interface PlainRoute {
  method: string;
  path: RegExp;
  label: string;
  run(context: RequestContext, params: string[]): Promise<ServiceResponse> | ServiceResponse;
}

export function author(viewer: Viewer): Person {
  return viewer.person ?? { ...ALEX, displayName: 'Slipway' };
}

export function demandReadable(context: RequestContext, address: Address): DriveNode {
  const { node, drive } = address;
  if (node === null) throw itemNotFound();
  if (context.world.access(context.viewer, drive, node) === 'none') throw itemNotFound();
  return node;
}

export function demandWritable(context: RequestContext, address: Address): DriveNode {
  const node = demandReadable(context, address);
  demandWriteAccess(context, address.drive, node);
  demandMatch(context, address.drive, node);
  demandUnlocked(context, node);
  return node;
}

export function demandUnlocked(context: RequestContext, node: DriveNode): void {
  const held = node.rare?.checkout;
  if (node.rare?.locked === true || (held !== undefined && held.by.id !== author(context.viewer).id))
    throw locked();
}

export function demandCheckedOut(node: DriveNode): void {
  const root = [...selfAndAncestors(node)].at(-1);
  if (root?.rare?.demandsCheckOut !== true || node.rare?.checkout !== undefined) return;
  throw new GraphError(
    400,
    'invalidRequest',
    `The file "${node.name}" is not checked out. You must first check out this document before making changes.`,
  );
}

export function demandWriteAccess(context: RequestContext, drive: Drive, node: DriveNode): void {
  const access = context.world.access(context.viewer, drive, node);
  if (access === 'none') throw itemNotFound();
  if (access === 'read') throw accessDenied();
}

export function demandMatch(context: RequestContext, drive: Drive, node: DriveNode): void {
  const verdict = judgeTag(context.request.header('if-match'), drive, node);
  if (verdict === 'malformed') throw invalid('The ETag value is malformed.', 'malformedEntityTag');
  if (verdict === 'different') throw changedMeanwhile();
}

/** `If-None-Match: *`: only if the name is free. */
export function demandNothingThere(context: RequestContext, node: DriveNode | null): void {
  if (node !== null && context.request.header('if-none-match') === '*') throw changedMeanwhile();
}

export function demandFolder(node: DriveNode | null): DriveNode {
  if (node === null) throw itemNotFound();
  if (node.kind !== 'folder') throw invalid('The parent is not a folder.');
  return node;
}

export function methodNotAllowed(): GraphError {
  return new GraphError(405, 'notAllowed', 'The method is not allowed for this resource.');
}
