import type { DescribeFact } from '../ranking/export/facts.ts';
import { factInWords } from '../ranking/facts-in-words.ts';
import type { Translate } from '../ranking/sentences/translate.ts';
import { describeCodedFact } from '../words/describe-coded-fact.ts';
import { plainVoice } from '../words/voice.ts';

/** Puts a warning or a skipped map into a sentence; a code of a newer version as readable as it can be, in English. */
export function describeFactIn(say: Translate): DescribeFact {
  const voice = { ...plainVoice, say };
  return (fact) => describeCodedFact(fact, voice) ?? factInWords(fact);
}
