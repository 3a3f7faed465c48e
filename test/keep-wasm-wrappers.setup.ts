import { setFlagsFromString } from 'node:v8';

// Tests start worker threads from TypeScript. Node strips the types with a WebAssembly module of its own, in each thread anew; when a thread
// ends while another one compiles that module's calls to JavaScript better, V8 (13.6, in Node 24.21) may fail as it frees code, and the
// process ends with SIGSEGV or "Check failed: jit_page.has_value()": once in 36 runs of samples.test.ts on two busy cores. These calls are therefore left as they are.
// What is shipped is JavaScript, and its own WebAssembly calls none, so it is not touched by this.
setFlagsFromString('--wasm-wrapper-tiering-budget=1000000000');
