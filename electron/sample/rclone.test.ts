import { proveWithRclone } from './testing/prove-with-rclone.ts';

proveWithRclone('business', { files: 290, largeBytes: 40 * 1024 * 1024 });
proveWithRclone('documentLibrary', { files: 20, largeBytes: 11 * 1024 * 1024 });
proveWithRclone('personal', { files: 20, largeBytes: 11 * 1024 * 1024 });
