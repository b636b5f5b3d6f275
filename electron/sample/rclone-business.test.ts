import { proveWithRclone } from './testing/prove-with-rclone.ts';

proveWithRclone('business', { files: 290, largeBytes: 40 * 1024 * 1024 });
