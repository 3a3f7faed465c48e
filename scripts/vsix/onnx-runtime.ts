import { join } from 'node:path';
import { fetchPackage, type PublishedPackage } from './fetch-package.ts';

const root = join(import.meta.dirname, '../..');

/** Folders of the two packages of ONNX Runtime. */
export interface RuntimeFolders {
  node: string;
  common: string;
}

/** One version of ONNX Runtime, and how to come by its files. */
export type Runtime = () => RuntimeFolders;

/** The one that this project depends on, from its node_modules. */
export const installedRuntime: Runtime = () => ({
  node: join(root, 'node_modules/onnxruntime-node'),
  common: join(root, 'node_modules/onnxruntime-common'),
});

/** The last release with a library for Intel Macs, both parts pinned by what npm says of them. */
const lastForIntelMacs: Record<keyof RuntimeFolders, PublishedPackage> = {
  node: {
    name: 'onnxruntime-node',
    version: '1.23.2',
    integrity: 'sha512-OBTsG0W8ddBVOeVVVychpVBS87A9YV5sa2hJ6lc025T97Le+J4v++PwSC4XFs1C62SWyNdof0Mh4KvnZgtt4aw==',
  },
  common: {
    name: 'onnxruntime-common',
    version: '1.23.2',
    integrity: 'sha512-5LFsC9Dukzp2WV6kNHYLNzp8sT6V02IubLCbzw2Xd6X5GOlr65gAX6xiJwyi2URJol/s71gaQLC5F2C25AAR2w==',
  },
};

/** The one for Intel Macs: fetched when it is needed (97 MB), because nobody else needs it. */
export const runtimeForIntelMacs: Runtime = () => ({
  node: fetchPackage(lastForIntelMacs.node),
  common: fetchPackage(lastForIntelMacs.common),
});
