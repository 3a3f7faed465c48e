import { type Disposable, lm } from 'vscode';
import type { Services } from '../services.ts';

/** The tools of package.json, which are those of src/assistant; named here, too, so that nothing is loaded before one is called. */
const toolNames = [
  'rank_intermediate_tasks',
  'inspect_dataset',
  'list_base_models',
  'list_maps',
  'explain_task',
  'make_fine_tuning_code',
  'check_map',
];

/** Offers the tools to assistants in the editor, and the server that holds the same to everything else that speaks its protocol. */
export function registerAssistant(load: () => Promise<Services>): Disposable[] {
  const assistant = async () => (await load()).assistant();
  const tools = toolNames.map((name) =>
    lm.registerTool(name, {
      prepareInvocation: async ({ input }, token) => (await assistant()).prepare(name, input, token),
      invoke: async ({ input }, token) => (await assistant()).invoke(name, input, token),
    }),
  );
  const server = lm.registerMcpServerDefinitionProvider('intermediateTaskRanker.server', {
    provideMcpServerDefinitions: async () => [(await assistant()).server()],
    resolveMcpServerDefinition: async () => (await assistant()).serverWithSettings(),
  });
  return [...tools, server];
}
