import type { DescribeFact } from '../ranking/export/facts.ts';
import { factInWords } from '../ranking/facts-in-words.ts';
import { describeCodedFact } from '../words/describe-coded-fact.ts';
import { plainVoice } from '../words/voice.ts';

/** A warning or a skipped map in a sentence; a code of a newer version as readable as it can be. */
export const describeFact: DescribeFact = (fact) => describeCodedFact(fact, plainVoice) ?? factInWords(fact);
