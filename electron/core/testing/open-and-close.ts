// Run as a program by core.test.ts: it must end by itself.
import { createRig } from './rig.ts';
import { addSample, openListed } from './steps.ts';

const rig = await createRig();
const accountId = await addSample(rig);
const { head } = await openListed(rig, { accountId });
// Neither a retry nor a listing may keep the program alive.
rig.service.faults.add({ route: 'GET children', status: 503, times: Number.POSITIVE_INFINITY });
await rig.call('view.refresh', { viewId: head.viewId });
await rig[Symbol.asyncDispose]();
process.stdout.write(`closed after ${head.count} items\n`);
