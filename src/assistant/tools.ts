import type { AssistantTool } from './tool.ts';
import { checkMap } from './tools/check-map.ts';
import { explainTask } from './tools/explain-task.ts';
import { inspectDataset } from './tools/inspect-dataset.ts';
import { listBaseModels } from './tools/list-base-models.ts';
import { listMaps } from './tools/list-maps.ts';
import { makeFineTuningCode } from './tools/make-fine-tuning-code.ts';
import { rankIntermediateTasks } from './tools/rank-intermediate-tasks.ts';

/** What assistants can do here. None of it publishes, deletes or writes a file of the user. */
export const assistantTools: readonly AssistantTool[] = [
  rankIntermediateTasks,
  inspectDataset,
  listBaseModels,
  listMaps,
  explainTask,
  makeFineTuningCode,
  checkMap,
];
