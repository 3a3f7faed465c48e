import { installedRuntime, type Runtime, runtimeForIntelMacs } from './onnx-runtime.ts';

/** A platform of VS Code with the ONNX Runtime that its VSIX holds. */
export interface Target {
  runtime: Runtime;
  /** Files of the runtime's package that only this platform needs. */
  libraries: string[];
  /** Whether the engine's main thread must hold the library open; see `holdRuntime`. */
  mustHoldRuntime: boolean;
}

const bin = 'bin/napi-v6';

/**
 * What is named here is what the binding links. Left out: on macOS the same library under a second name; on Windows DirectML and the
 * shader compiler, which onnxruntime.dll would load only for a GPU.
 */
export const targets: Record<string, Target> = {
  'linux-x64': withLibraries('linux/x64', 'libonnxruntime.so.1'),
  'linux-arm64': withLibraries('linux/arm64', 'libonnxruntime.so.1'),
  'darwin-arm64': withLibraries('darwin/arm64', 'libonnxruntime.1.dylib'),
  'darwin-x64': {
    runtime: runtimeForIntelMacs,
    libraries: [`${bin}/darwin/x64/onnxruntime_binding.node`, `${bin}/darwin/x64/libonnxruntime.1.23.2.dylib`],
    mustHoldRuntime: true,
  },
  'win32-x64': withLibraries('win32/x64', 'onnxruntime.dll'),
  'win32-arm64': withLibraries('win32/arm64', 'onnxruntime.dll'),
};

/** VS Code in a browser without a machine behind it: vscode.dev, github.dev. */
export const browserTarget = 'web';

/** The target that VS Code on this machine has. */
export function thisTarget(): string {
  return `${process.platform}-${process.arch}`;
}

function withLibraries(folder: string, library: string): Target {
  const libraries = ['onnxruntime_binding.node', library].map((name) => `${bin}/${folder}/${name}`);
  return { runtime: installedRuntime, libraries, mustHoldRuntime: false };
}
