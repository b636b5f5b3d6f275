/** Node strips types with WebAssembly, whose wrappers V8 may free twice while worker threads start and end. */
export const nodeFlags = ['--wasm-wrapper-tiering-budget=1000000000'];
