import type { ColumnKind, DatasetFormat, DroppedRows, DropReason, TextLook } from '../protocol/dataset-facts.ts';
import type { Voice } from './voice.ts';

/** An encoding as people write it; in settings upper and lower case are one. */
export function encodingName(encoding: string): string {
  return /^(?:utf|iso|koi|gb|euc|ibm)/.test(encoding) ? encoding.toUpperCase() : encoding;
}

/** A format as people name it: `a Parquet file`. */
export function formatName(format: DatasetFormat, voice: Voice): string {
  const names: Record<DatasetFormat, string> = {
    csv: 'a CSV file',
    tsv: 'a TSV file',
    json: 'a JSON file',
    jsonl: 'a JSON Lines file',
    parquet: 'a Parquet file',
    'arrow-file': 'an Arrow file',
    'arrow-stream': 'an Arrow stream',
    xlsx: 'an Excel workbook',
    ods: 'an OpenDocument spreadsheet',
  };
  return voice.say(names[format]);
}

/** What a column holds, in the plural: `whole numbers`. */
export function kindName(kind: ColumnKind, voice: Voice): string {
  const names: Record<ColumnKind, string> = {
    string: 'text',
    integer: 'whole numbers',
    float: 'numbers',
    boolean: 'truth values',
    'class-label': 'class labels',
    date: 'dates',
    list: 'lists',
    struct: 'objects',
    binary: 'bytes',
    mixed: 'values of several kinds',
    empty: 'nothing',
  };
  return voice.say(names[kind]);
}

/** What text that is no JSON looks like, as a phrase after "no JSON but". */
export function textLookName(look: TextLook, voice: Voice): string {
  const names: Record<TextLook, string> = {
    'python-dict': 'a Python dict',
    'several-objects': 'several objects on one line',
    unfinished: 'an object that does not end there',
    'bare-keys': 'an object whose keys have no quotes',
    'trailing-comma': 'an object with a comma before a closing bracket',
    markup: 'HTML or XML',
    comment: 'a comment',
    'lfs-pointer': 'a pointer of Git LFS to the file',
    'plain-text': 'plain text',
  };
  return voice.say(names[look]);
}

/** Why rows are left out, as a phrase after "rows with": `no text`. */
export function dropReasonName(reason: DropReason, voice: Voice): string {
  const names: Record<DropReason, string> = {
    'missing-text': 'no text',
    'empty-text': 'blank text',
    'not-text': 'something else than text',
    'missing-label': 'no label',
    unlabelled: 'the label -1 (unlabelled)',
    'not-finite-label': 'an infinite label',
    'ragged-row': 'the wrong number of fields',
    'unreadable-row': 'a line that is no JSON',
  };
  return voice.say(names[reason]);
}

/** Rows left out, by reason: `3 with blank text (rows 17, 80, 402); 1 with no label (row 5)`. */
export function describeDrops(drops: readonly DroppedRows[], voice: Voice): string {
  const [first = '', ...others] = drops.map((drop) => describeDrop(drop, voice));
  return others.reduce((list, drop) => voice.say('{0}; {1}', list, drop), first);
}

function describeDrop({ reason, count, firstRows }: DroppedRows, voice: Voice): string {
  const name = dropReasonName(reason, voice);
  const numbers = firstRows.join(', ') + (count > firstRows.length ? ', …' : '');
  return count === 1
    ? voice.say('{0} with {1} (row {2})', count, name, numbers)
    : voice.say('{0} with {1} (rows {2})', count, name, numbers);
}

/** The first of some names, and how many more there are. */
export function listSome(names: readonly string[], voice: Voice, limit = 10): string {
  const shown = names.slice(0, limit).join(', ');
  return names.length <= limit ? shown : voice.say('{0} and {1} more', shown, names.length - limit);
}
