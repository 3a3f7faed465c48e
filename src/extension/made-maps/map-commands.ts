import { window } from 'vscode';
import * as z from 'zod';
import type { MapFolder } from '../local-models/model-folder.ts';
import type { Log } from '../log.ts';
import type { RankServices } from '../rank-command/rank-dataset.ts';
import { showingProblems } from '../show-problem.ts';
import { editorVoice as voice } from '../voice.ts';
import type { MadeMaps } from './made-maps.ts';
import { openMapFolder } from './open-map-folder.ts';
import { type PublishServices, publishMap } from './publish-map.ts';
import { rankWithMap } from './rank-with-map.ts';

/** What a command is passed that is about one map: the path of its folder, or its node in the view. */
const clickedMap = z.union([
  z.string(),
  z.object({ kind: z.literal('made'), map: z.object({ folder: z.string() }) }).transform(({ map }) => map.folder),
]);

/** The next steps with a map that was made. Each looks at the folder anew, which may have changed since it was shown. */
export class MapCommands {
  readonly #madeMaps: MadeMaps;
  readonly #rankServices: RankServices;
  readonly #publishServices: PublishServices;
  readonly #log: Log;

  constructor(madeMaps: MadeMaps, rankServices: RankServices, publishServices: PublishServices, log: Log) {
    this.#madeMaps = madeMaps;
    this.#rankServices = rankServices;
    this.#publishServices = publishServices;
    this.#log = log;
  }

  /** Ranks a dataset with the map beside those of the Hub. */
  rank(clicked: unknown): Promise<void> {
    return this.#with(clicked, (map) => rankWithMap(map, this.#rankServices));
  }

  publish(clicked: unknown): Promise<void> {
    return this.#with(clicked, (map) => publishMap(map, this.#publishServices));
  }

  openFolder(clicked: unknown): Promise<void> {
    return this.#with(clicked, ({ folder }) => openMapFolder(folder));
  }

  async #with(clicked: unknown, act: (map: MapFolder) => Promise<void>): Promise<void> {
    const { data: folder } = clickedMap.safeParse(clicked);
    if (folder === undefined) return;
    const map = await this.#madeMaps.in(folder);
    if (map === null) {
      void window.showWarningMessage(voice.say('There is no map in {0} any more.', folder));
      return;
    }
    await showingProblems(this.#log, () => act(map));
  }
}
