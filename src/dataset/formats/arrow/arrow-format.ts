import type { DatasetFormat } from '../../../protocol/dataset-facts.ts';

/** The two ways in which Arrow data lie in a file. */
export type ArrowFormat = Extract<DatasetFormat, 'arrow-file' | 'arrow-stream'>;
