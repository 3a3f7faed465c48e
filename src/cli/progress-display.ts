import { createLogUpdate } from 'log-update';
import type { Progress, Stage } from '../protocol/progress.ts';
import { plainLine } from '../ranking/plain-text.ts';
import { describeAmount, describeStage, formatDuration, remainingMs } from '../words/describe-progress.ts';
import type { Output } from './output.ts';
import { commandLineVoice as voice } from './voice.ts';

/** Shows how far a command is, on stderr. */
export interface ProgressDisplay {
  update(progress: Progress): void;
  /** A text that stays, above the bars, on one line. */
  note(line: string): void;
  /** Takes the bars away. */
  close(): void;
}

interface StageState {
  progress: Progress;
  startedAt: number;
}

const barWidth = 24;
const redrawMs = 100;
const plainLineMs = 5_000;

/** Bars that redraw on a terminal, one plain line per stage and five seconds elsewhere, nothing when `quiet`. */
export function createProgressDisplay(output: Output, quiet: boolean): ProgressDisplay {
  if (quiet) return { update() {}, note() {}, close() {} };
  return output.isTTY ? terminalDisplay(output) : plainDisplay(output, Date.now);
}

function terminalDisplay(output: Output): ProgressDisplay {
  const stages = new Map<Stage, StageState>();
  const draw = createLogUpdate(output.stream, { showCursor: true });
  let drawnAt = 0;
  const redraw = () => draw([...stages.values()].map((state) => progressLine(state, Date.now())).join('\n'));
  return {
    update(progress) {
      remember(stages, progress, Date.now());
      const mayBeLeftOut = progress.done !== progress.total && progress.wait === undefined;
      if (Date.now() - drawnAt < redrawMs && mayBeLeftOut) return;
      drawnAt = Date.now();
      redraw();
    },
    note(line) {
      draw.clear();
      output.write(`${plainLine(line)}\n`);
      redraw();
    },
    close() {
      draw.clear();
      draw.done();
    },
  };
}

/** Lines for logs: the start and the end of each stage, and one in between every five seconds. */
export function plainDisplay(output: Pick<Output, 'write'>, now: () => number): ProgressDisplay {
  const stages = new Map<Stage, StageState>();
  const printedAt = new Map<Stage, number>();
  return {
    update(progress) {
      const known = stages.get(progress.stage)?.progress;
      if (progress.wait !== undefined) {
        // What was told of a wait is not told again with each file that still arrives in it.
        if (known?.wait?.seconds === progress.wait.seconds) return;
        output.write(`${amountLine(remember(stages, progress, now()), now())}\n`);
        return;
      }
      if (known !== undefined && known.done === known.total && progress.done === progress.total) return;
      const state = remember(stages, progress, now());
      const since = now() - (printedAt.get(progress.stage) ?? Number.NEGATIVE_INFINITY);
      if (since < plainLineMs && progress.done !== progress.total) return;
      printedAt.set(progress.stage, now());
      output.write(`${amountLine(state, now())}\n`);
    },
    note(line) {
      output.write(`${plainLine(line)}\n`);
    },
    close() {},
  };
}

function remember(stages: Map<Stage, StageState>, progress: Progress, now: number): StageState {
  const state = { progress, startedAt: stages.get(progress.stage)?.startedAt ?? now };
  stages.set(progress.stage, state);
  return state;
}

function amountLine(state: StageState, now: number): string {
  return `${describeStage(state.progress.stage, voice)}: ${describeAmount(state.progress, voice)}${remainder(state, now)}`;
}

/** One bar: name, bar, amount, time left. */
export function progressLine(state: StageState, now: number): string {
  const { done, total } = state.progress;
  const filled = total === null || total === 0 ? 0 : Math.round((barWidth * Math.min(done, total)) / total);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  const name = describeStage(state.progress.stage, voice).padEnd(31);
  return `${name} ${bar} ${describeAmount(state.progress, voice)}${remainder(state, now)}`;
}

function remainder(state: StageState, now: number): string {
  const left = remainingMs(state.progress, now - state.startedAt);
  return left === null ? '' : `, ${voice.say('{0} left', formatDuration(left))}`;
}
