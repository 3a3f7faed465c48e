/**
 * Compiles the kernels that this machine can run: those with relaxed SIMD (fused multiply-add) where the engine has it, else plain SIMD.
 * The module can be posted to worker threads. Compile it once.
 *
 * Files: `kernels/logme-relaxed.wasm` and `kernels/logme-simd.wasm` beside the bundle (`build/kernels/` in the repository).
 */
export function loadKernels(builds: { relaxed: Uint8Array; simd: Uint8Array }): WebAssembly.Module {
  return new WebAssembly.Module(WebAssembly.validate(builds.relaxed) ? builds.relaxed : builds.simd);
}
