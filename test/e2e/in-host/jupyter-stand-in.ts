import { startKernel } from '../../extension/data-frames/real-kernel.ts';

/**
 * What stands in for the Jupyter extension, under its id: its API with one real ipykernel behind it, in which `tickets` is the sample as
 * a DataFrame. It asks for no consent and has no kernel picker.
 */
export function activate() {
  const kernel = startKernel(process.env.ITR_REAL_KERNEL);
  const code = `import os, pandas\ntickets = pandas.read_csv(os.environ["ITR_FRAME_FILE"])`;
  const ready = kernel.run(code);
  return {
    kernels: {
      getKernel: async () => {
        await ready;
        return { language: 'python', executeCode: kernel.executeCode };
      },
    },
  };
}
