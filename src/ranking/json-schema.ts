import * as z from 'zod';
import { rankingDocument } from './document.ts';

/** The ranking document as a JSON Schema (draft 2020-12), for readers in other languages. */
export function rankingJsonSchema(): object {
  return {
    title: 'Ranking of intermediate tasks',
    description:
      'Result of one run of Intermediate Task Ranker, version 1. Fields are added within a version, never renamed.',
    ...z.toJSONSchema(rankingDocument, { io: 'input' }),
  };
}
