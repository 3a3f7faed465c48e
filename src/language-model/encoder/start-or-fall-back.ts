import type { Device } from '../../protocol/rank-request.ts';

/** Longest reason that is kept: ONNX Runtime's can be pages. */
const longestReason = 200;

/**
 * Starts something on a device, or on the CPU where the device refuses: its libraries are missing, this platform's build has no code
 * for it, or there is no such hardware. What is started and why not on the device; `refusal` is null where it is.
 *
 * @throws what `start` throws for the CPU
 */
export async function startOrFallBack<Started>(
  device: Device,
  start: (device: Device) => Promise<Started>,
): Promise<{ started: Started; refusal: string | null }> {
  if (device === 'cpu') return { started: await start(device), refusal: null };
  try {
    return { started: await start(device), refusal: null };
  } catch (error) {
    const started = await start('cpu');
    return { started, refusal: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line.length > longestReason ? `${line.slice(0, longestReason)}…` : line;
}
