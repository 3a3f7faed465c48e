import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Bytes of V8's space for new objects from which on it grows no more: two halves of 16 MB. */
const enoughBytes = 32 * 2 ** 20;

/**
 * Ends the growth of V8's space for new objects at 32 MB, as `--max-semi-space-size=16` does for the background process of the
 * extension; by itself it grows to 128 MB while a large file streams by, and that buys no time. Node takes that option only before it
 * starts, and a command that npm installed has no place for it. The factor of growth is read anew at each growth
 * (https://github.com/v8/v8/blob/main/src/heap/new-spaces.cc), so it can be set to 1 on the way.
 */
export function limitYoungGeneration(): void {
  const observer = new PerformanceObserver(() => {
    if (youngBytes() < enoughBytes) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    observer.disconnect();
  });
  observer.observe({ entryTypes: ['gc'] });
}

function youngBytes(): number {
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  return young?.space_size ?? 0;
}
