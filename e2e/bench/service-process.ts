import type { SampleOptions } from '../../electron/sample/options.ts';
import { createSampleService, type SampleService } from '../../electron/sample/sample-service.ts';
import { answerParent } from './child.ts';

let running: SampleService | null = null;
const service = (): SampleService => {
  if (running === null) throw new Error('not started');
  return running;
};

const skills = {
  async start(options: SampleOptions) {
    running = await createSampleService({ content: 'empty', quotaBytes: 2 ** 45, ...options });
    const { graphUrl, signInUrl, listensAt, accessToken, drive } = running;
    return { graphUrl, signInUrl, listensAt, accessToken, driveId: drive.id, rootId: drive.rootId };
  },
  async addFiles({ folder, count, sizeBytes }: { folder: string; count: number; sizeBytes: number }) {
    service().drive.addFolder(folder);
    for (let n = 1; n <= count; n += 1) {
      // Computes the hash before anything is measured.
      service().drive.addFile(`${folder}/file ${n}.bin`, { sizeBytes }).content?.quickXorHash();
    }
    return service().drive.idOf(folder);
  },
  async count({ folder }: { folder: string }) {
    const paths = service()
      .drive.tree(folder)
      .filter((path) => !path.endsWith('/'));
    const sizes = paths.map((path) => service().drive.find(`${folder}/${path}`)?.content?.sizeBytes ?? 0);
    return { files: paths.length, sizeBytes: sizes.reduce((sum, one) => sum + one, 0) };
  },
  async addFolder({ path, files, folders }: { path: string; files?: number; folders?: number }) {
    service().drive.addFolder(path, { files: files ?? 0, folders: folders ?? 0 });
    return service().drive.idOf(path);
  },
  async addFolderOf({ address, path }: { address: string; path: string }) {
    const theirs = service().driveOf(address);
    theirs.addFolder(path);
    return { driveId: theirs.id, itemId: theirs.idOf(path) };
  },
  async remove({ path }: { path: string }) {
    service().drive.remove(path);
  },
  async holdFiles(_input: object) {
    service().faults.hold({ route: 'GET item', times: Infinity });
  },
  async requests(_input: object) {
    const routes = Object.entries(service().counters.byRoute());
    service().counters.reset();
    return Object.fromEntries(routes.map(([label, { count }]) => [label, count]));
  },
};
export type ServiceSkills = typeof skills;

answerParent(skills);
