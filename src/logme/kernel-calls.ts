/** Address, size or distance: every parameter of a kernel is a number. */
type Kernel = (...parameters: (number | boolean)[]) => number;

/** The steps that exist in either precision; see the file of the same name in `kernels/` for what each does and its parameters. */
export interface MatrixKernels {
  multiplyTriangular: Kernel;
  gram: Kernel;
  tridiagonalise: Kernel;
  applyReflectors: Kernel;
}

/** Kernels of one instance, bound to its memory. Those without a precision are always float64. */
export interface KernelCalls {
  absorbRows: Kernel;
  pivotedQr: Kernel;
  largestMagnitude: Kernel;
  mapMean: Kernel;
  applyGram: Kernel;
  solveRows: Kernel;
  rowInfluence: Kernel;
  multiplyRows: Kernel;
  crossProduct: Kernel;
  float32: MatrixKernels;
  float64: MatrixKernels;
}

/** Binds the compiled kernels to a memory. Throws where the module is not that of this source. */
export function bindKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelCalls {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const call = (name: string): Kernel => {
    const kernel = exports[name];
    if (!isKernel(kernel)) throw new Error(`the kernels have no "${name}": build them again`);
    return kernel;
  };
  const inPrecision = (bits: 32 | 64): MatrixKernels => ({
    multiplyTriangular: call(`multiplyTriangular${bits}`),
    gram: call(`gram${bits}`),
    tridiagonalise: call(`tridiagonalise${bits}`),
    applyReflectors: call(`applyReflectors${bits}`),
  });
  return {
    absorbRows: call('absorbRows'),
    pivotedQr: call('pivotedQr'),
    largestMagnitude: call('largestMagnitude'),
    mapMean: call('mapMean'),
    applyGram: call('applyGram'),
    solveRows: call('solveRows'),
    rowInfluence: call('rowInfluence'),
    multiplyRows: call('multiplyRows'),
    crossProduct: call('crossProduct64'),
    float32: inPrecision(32),
    float64: inPrecision(64),
  };
}

function isKernel(value: unknown): value is Kernel {
  return typeof value === 'function';
}
