import { proveWithRclone } from './testing/prove-with-rclone.ts';

proveWithRclone('documentLibrary', { files: 20, largeBytes: 11 * 1024 * 1024 });
