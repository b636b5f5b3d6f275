import { toJson } from '../http/exchange.ts';
import { GraphError, invalid, itemNotFound } from '../http/graph-error.ts';
import type { World } from '../model/world.ts';
import { toDriveJson } from '../wire/drive-json.ts';
import { toSharedStub } from '../wire/remote-item.ts';
import { parseTop, parseSelect, selectFrom } from '../wire/query.ts';
import { toPage } from './page.ts';
import type { DriveRoute, PlainRoute, Scene } from './route.ts';

function meOf(scene: Scene): NonNullable<Scene['viewer']['person']> {
  if (scene.viewer.person === null) {
    throw new GraphError(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');
  }
  return scene.viewer.person;
}

function toUser(person: { id: string; displayName: string; email: string }): object {
  return {
    id: person.id,
    displayName: person.displayName,
    userPrincipalName: person.email,
    mail: person.email,
  };
}

const context = (world: World, what: string): string => `${world.graphUrl}/$metadata#${what}`;

export const driveRoutes: DriveRoute[] = [
  {
    method: 'GET',
    tail: /^$/,
    label: 'GET drive',
    run: ({ world, viewer }, drive) =>
      toJson(200, { '@odata.context': context(world, 'drives/$entity'), ...toDriveJson(viewer, drive) }),
  },
  {
    method: 'GET',
    tail: /^(?:microsoft\.graph\.)?sharedWithMe(?:\(\))?$/,
    label: 'GET sharedWithMe',
    run(scene) {
      const { world, ask } = scene;
      const me = meOf(scene);
      const state = world.quirks.sharedWithMe;
      if (state === 'gone') throw new GraphError(410, 'notSupported', 'This API has been retired.');
      const mine = world.shared.filter((entry) => entry.withPerson.id === me.id);
      const shown = state === 'empty' ? [] : state === 'degraded' ? mine.slice(0, 1) : mine;
      const select = parseSelect(ask.query.get('$select'));
      return toPage(scene, 'Collection(driveItem)', shown, parseTop(ask.query.get('$top')), (entry) =>
        selectFrom(toSharedStub(world, entry), select),
      );
    },
  },
  {
    method: 'GET',
    tail: /^(?:microsoft\.graph\.)?recent(?:\(\))?$/,
    label: 'GET recent',
    run: ({ world }) => toJson(200, { '@odata.context': context(world, 'Collection(driveItem)'), value: [] }),
  },
];

export const plainRoutes: PlainRoute[] = [
  {
    method: 'GET',
    path: /^\/sites\/([^/]+)$/,
    label: 'GET site',
    run({ world }, [id = '']) {
      if (world.driveType === 'personal')
        throw new GraphError(400, 'BadRequest', 'This API is not supported for MSA accounts.');
      const site = {
        id: decodeURIComponent(id),
        name: 'team',
        displayName: 'Team',
        webUrl: 'https://contoso.sharepoint.com/sites/team',
      };
      return toJson(200, { '@odata.context': context(world, 'sites/$entity'), ...site });
    },
  },
  {
    method: 'POST',
    path: /^\/subscriptions$/,
    label: 'POST subscription',
    // The service would call back over public HTTPS and wait for its token; there is nobody to call on loopback.
    run() {
      throw invalid(
        'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.',
      );
    },
  },
  {
    method: 'GET',
    path: /^\/me$/,
    label: 'GET me',
    run: (scene) =>
      toJson(200, { '@odata.context': context(scene.world, 'users/$entity'), ...toUser(meOf(scene)) }),
  },
  {
    method: 'GET',
    path: /^\/users\/([^/]+)$/,
    label: 'GET user',
    run({ world }, [key = '']) {
      const person = world.personByKey(decodeURIComponent(key));
      if (person === null)
        throw new GraphError(404, 'Request_ResourceNotFound', `Resource '${key}' does not exist.`);
      return toJson(200, { '@odata.context': context(world, 'users/$entity'), ...toUser(person) });
    },
  },
  {
    method: 'GET',
    path: /^\/(?:me|users\/([^/]+)|sites\/([^/]+)|groups\/([^/]+))\/drives$/,
    label: 'GET drives',
    run(scene, [user]) {
      const { world, viewer } = scene;
      const person =
        user === undefined
          ? (viewer.person ?? world.mine.owner)
          : world.personByKey(decodeURIComponent(user));
      const drive = person === null ? null : world.driveOf(person);
      if (drive === null) throw itemNotFound();
      return toJson(200, { '@odata.context': context(world, 'drives'), value: [toDriveJson(viewer, drive)] });
    },
  },
];
