/**
 * The parts of the WebAssembly interface that the kernels need. TypeScript has them only together with the whole browser ("dom"), which this
 * project does not want in code for Node.
 */
declare namespace WebAssembly {
  /** Compiled code; can be posted to worker threads. */
  class Module {
    constructor(bytes: Uint8Array);
  }

  /** Linear memory, in pages of 64 KiB. `grow` detaches `buffer`. */
  class Memory {
    constructor(size: { initial: number });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }

  /** A module with its memory: what can be called. */
  class Instance {
    constructor(module: Module, imports?: Record<string, Record<string, unknown>>);
    readonly exports: Record<string, unknown>;
  }

  /** Whether these bytes are a module that this engine can run (also false where it lacks a feature that they use). */
  function validate(bytes: Uint8Array): boolean;
}
