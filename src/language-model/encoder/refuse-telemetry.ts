/**
 * Tells ONNX Runtime to report nothing about this machine to its makers. Since 1.29 its builds for Linux and macOS do so by default, and
 * keep an identifier of the device in the user's cache folder (microsoft/onnxruntime pull request 27379). The variable must be set in
 * the process's own environment before the library is loaded; a worker thread has only a copy of it.
 *
 * @param environment of the main thread
 */
export function refuseTelemetry(environment: NodeJS.ProcessEnv): void {
  environment.ORT_DISABLE_TELEMETRY = '1';
}
