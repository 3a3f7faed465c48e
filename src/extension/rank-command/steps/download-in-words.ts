import type { DownloadEstimate } from '../../../engine/maps/estimate-download.ts';
import { formatBytes } from '../../../words/format-bytes.ts';
import { editorVoice as voice } from '../../voice.ts';
import type { MapChoice } from '../answers.ts';

/** Bytes that ranking so many maps downloads, the base model included. */
export function bytesToFetch(size: DownloadEstimate, maps: MapChoice): number {
  if (maps.kind === 'cached') return size.modelBytesToFetch;
  if (maps.kind === 'first-look' && size.firstLookBytes !== null) return size.firstLookBytes + size.modelBytesToFetch;
  const limit = maps.kind === 'at-most' ? maps.maps : Number.POSITIVE_INFINITY;
  const toFetch = Math.max(0, Math.min(limit, size.esms) - size.esmsCached);
  return toFetch * size.bytesPerEsm + size.modelBytesToFetch;
}

/** What that downloads, in words; empty while unknown. */
export function downloadInWords(size: DownloadEstimate | null, maps: MapChoice): string {
  if (size === null) return '';
  const bytes = bytesToFetch(size, maps);
  if (bytes === 0) return voice.say('no download');
  return maps.kind === 'first-look'
    ? voice.say('up to {0} to download', formatBytes(bytes))
    : voice.say('about {0} to download', formatBytes(bytes));
}
