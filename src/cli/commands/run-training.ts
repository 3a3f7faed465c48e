import type { TrainRequest } from '../../protocol/train-request.ts';
import type { TrainingReport } from '../../protocol/training-report.ts';
import type { CommandContext } from '../command-context.ts';
import { confirmDownload } from '../confirm-download.ts';
import { createProgressDisplay } from '../progress-display.ts';
import type { TrainOptions } from './train-options.ts';

/** Makes one map, with its progress on stderr. */
export async function runTraining(
  request: TrainRequest,
  options: Pick<TrainOptions, 'offline' | 'threads' | 'yes' | 'quiet'>,
  context: CommandContext,
  onDoneBefore?: () => void,
): Promise<TrainingReport> {
  const display = createProgressDisplay(context.stderr, options.quiet);
  try {
    const engine = context.createEngine({ offline: options.offline, threads: options.threads });
    return await engine.train(request, {
      signal: context.signal,
      onProgress: (progress) => display.update(progress),
      confirmDownload: (plan) => confirmDownload({ plan, yes: options.yes, context, display }),
      ...(onDoneBefore !== undefined && { onDoneBefore }),
    });
  } finally {
    display.close();
  }
}
