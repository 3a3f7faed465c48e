import type { FoundDataset } from '../../protocol/hub-dataset.ts';
import { formatCount } from '../../ranking/number-format.ts';
import type { Voice } from '../../words/voice.ts';
import type { Choice } from '../rank-command/wizard.ts';

/** So many languages are named; a dataset of a hundred names the first and the number of the others. */
const languagesShown = 4;

/** A found dataset as a choice: its name, and what helps to tell it from others. */
export function foundDatasetChoice({ id, ...facts }: FoundDataset, voice: Voice): Choice<string> {
  const { downloads, languages, size, gated, private: isPrivate } = facts;
  const parts = [
    downloads === 1 ? voice.say('1 download') : voice.say('{0} downloads', formatCount(downloads)),
    languagesInWords(languages, voice),
    size ?? '',
    gated ? voice.say('only after agreeing to its terms on the Hub') : '',
    isPrivate ? voice.say('private') : '',
  ];
  // Found by the Hub, so it is shown also where VS Code does not see why.
  return { label: id, description: parts.filter((part) => part !== '').join(' · '), value: id, alwaysShow: true };
}

function languagesInWords(languages: readonly string[], voice: Voice): string {
  const shown = languages.slice(0, languagesShown).join(', ');
  const more = languages.length - languagesShown;
  return more > 0 ? voice.say('{0} and {1} more', shown, more) : shown;
}
