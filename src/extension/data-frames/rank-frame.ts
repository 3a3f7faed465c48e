import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Jupyter } from '@vscode/jupyter-extension';
import { CancellationTokenSource, commands, extensions, type NotebookEditor, window } from 'vscode';
import { plainLine } from '../../ranking/plain-text.ts';
import { rankRequestOf } from '../../recipe/recipe-request.ts';
import type { DrawPictures } from '../notebook/picture-drawer.ts';
import { lookAt } from '../rank-command/look-at.ts';
import { askRanking, type RankServices } from '../rank-command/rank-dataset.ts';
import { askChoice } from '../rank-command/wizard.ts';
import { editorVoice as voice } from '../voice.ts';
import { insertRanking } from './insert-ranking.ts';
import { KernelFailure, type KernelFrame, listFrames, type PythonKernel, writeFrame } from './kernel-frames.ts';
import { rankInNotification } from './rank-in-notification.ts';

const jupyterId = 'ms-toolsai.jupyter';

/** What the command needs. */
interface FrameServices extends RankServices {
  drawPictures: DrawPictures;
}

/** What is told instead of a ranking. */
class NotRanked extends Error {}

/**
 * *Rank a DataFrame…*: a frame of the notebook's Python kernel goes through a temporary file, which is removed, to a ranking below the
 * active cell.
 *
 * The ranking is an output of a new cell, put in with it. Outputs of existing cells belong to the controller that runs them, and a recipe
 * cell needs this extension's kernel, which a notebook cannot have beside Python's.
 */
export async function rankFrame(services: FrameServices): Promise<void> {
  const editor = window.activeNotebookEditor;
  const jupyter = extensions.getExtension<Jupyter>(jupyterId);
  if (jupyter === undefined) return offerJupyter();
  try {
    if (editor === undefined) throw new NotRanked(voice.say('Open the Python notebook with the DataFrame first.'));
    const kernel = await (await jupyter.activate()).kernels.getKernel(editor.notebook.uri);
    if (kernel?.language !== 'python')
      throw new NotRanked(
        voice.say('No Python kernel runs for this notebook: run the cell that makes the DataFrame first.'),
      );
    await rankOneOf(kernel, editor, services);
  } catch (error) {
    if (error instanceof NotRanked) void window.showInformationMessage(error.message);
    else if (error instanceof KernelFailure)
      void window.showErrorMessage(voice.say('The kernel of this notebook did not answer: {0}', error.message));
    else throw error;
  }
}

async function offerJupyter(): Promise<void> {
  const find = voice.say('Find the Jupyter Extension');
  const why = voice.say('The DataFrames of a notebook are read through the Jupyter extension, which is not installed.');
  if ((await window.showInformationMessage(why, find)) === find)
    await commands.executeCommand('workbench.extensions.search', `@id:${jupyterId}`);
}

async function rankOneOf(kernel: PythonKernel, editor: NotebookEditor, services: FrameServices): Promise<void> {
  const frame = await chooseFrame(kernel);
  if (frame === null) return;
  const { name } = frame;
  const above = editor.notebook.getCells(editor.selection).at(-1);
  const folder = await mkdtemp(join(tmpdir(), 'itr-frame-'));
  try {
    const path = join(folder, 'frame.jsonl');
    const isWritten = await withToken(name, (token) => writeFrame(kernel, { name, path }, token));
    if (!isWritten)
      throw new NotRanked(
        voice.say(
          'The kernel runs on another machine, so its DataFrames cannot be ranked here. Save {0} as a file.',
          name,
        ),
      );
    const key = JSON.stringify([editor.notebook.uri.toString(), name]);
    const values = await askRanking({ name, key, dataset: path, inspected: { file: path } }, services);
    if (values === null) return;
    const ranking = await rankInNotification(name, rankRequestOf(values), services.engine);
    if (ranking === null) return;
    await insertRanking(editor.notebook, above, { name, ranking, pictures: await services.drawPictures(ranking) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Null: the person left. */
async function chooseFrame(kernel: PythonKernel): Promise<KernelFrame | null> {
  const frames = await withToken(voice.say('the kernel'), (token) => listFrames(kernel, token));
  if (frames.length === 0)
    throw new NotRanked(
      voice.say('The kernel has no DataFrame of pandas or polars and no Dataset: run its cell first.'),
    );
  const answer = await askChoice<KernelFrame>(
    { title: voice.say('Rank a DataFrame'), step: 0, totalSteps: 0, canGoBack: false },
    {
      placeholder: voice.say('Which one holds your labelled texts?'),
      choices: frames.map((frame) => ({
        label: frame.name,
        description: voice.say('{0}, {1} × {2}', frame.library, frame.rows, frame.width),
        detail: plainLine(frame.columns.join(', ')),
        value: frame,
      })),
    },
  );
  return answer.kind === 'next' ? answer.value : null;
}

/** Shows that something is looked at; leaving it cancels what the kernel does for it. */
function withToken<Found>(
  name: string,
  run: (token: CancellationTokenSource['token']) => Promise<Found>,
): Promise<Found> {
  return lookAt(name, async (signal) => {
    const source = new CancellationTokenSource();
    signal.addEventListener('abort', () => source.cancel());
    try {
      return await run(source.token);
    } finally {
      source.dispose();
    }
  });
}
