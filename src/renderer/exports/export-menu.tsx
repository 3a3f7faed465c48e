import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { RankingDocument } from '../../ranking/document.ts';
import { copyText } from '../copy-text.ts';
import type { Outcome } from '../extension-link.ts';
import type { Session } from '../session.ts';
import { Popover } from '../toolbar/popover.tsx';
import { type CopiedTable, rowsAsMarkdown, rowsAsTabs } from './copied-rows.ts';
import { copyPicture } from './copy-picture.ts';
import { type Export, pictureExports, rankingExports } from './export-files.ts';
import { saveFile } from './save-file.ts';

interface ExportMenuProps {
  document: RankingDocument;
  session: Session;
  section: RefObject<HTMLElement | null>;
  /** What the table shows. */
  table: CopiedTable;
}

/** How long the end of an export is told. */
const toldForMs = 8000;

/** Saves the whole ranking, whatever is filtered, in the format of choice, or a plot as a picture; copies either, of the rows those that match. */
export function ExportMenu({ document, session, section, table }: ExportMenuProps) {
  const [outcome, setOutcome] = useState('');
  useEffect(() => {
    if (outcome === '') return;
    const timer = setTimeout(() => setOutcome(''), toldForMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const tell = async (work: () => Promise<Outcome>, failed: string) => {
    setOutcome('');
    try {
      setOutcome((await work()).outcome);
    } catch (error) {
      setOutcome(`${failed}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const save = ({ make }: Export) => {
    const { current } = section;
    if (current !== null) void tell(async () => saveFile(await make(), session.extension, current), 'Not saved');
  };
  const copies: [string, () => string][] = [
    ['Rows', () => rowsAsTabs(table, false)],
    ['Rows with headers', () => rowsAsTabs(table, true)],
    ['Rows as Markdown', () => rowsAsMarkdown(table)],
  ];
  return (
    <>
      <span class="outcome" role="status">
        {outcome}
      </span>
      <Popover label="Export">
        {(close) => {
          const pick = (each: Export) => {
            close();
            save(each);
          };
          const copy = (work: () => Promise<Outcome>) => {
            close();
            void tell(work, 'Not copied');
          };
          return (
            <>
              <fieldset class="entries">
                <legend>Copy the rows that are shown</legend>
                {copies.map(([label, text]) => (
                  <button
                    key={label}
                    type="button"
                    class="entry"
                    onClick={() => copy(() => copyText(text(), session.extension))}
                  >
                    {label}
                  </button>
                ))}
              </fieldset>
              <fieldset class="entries">
                <legend>Save the whole ranking</legend>
                {rankingExports(document, session.loadPlots).map((each) => (
                  <Entry key={each.label} entry={each} onPick={pick} />
                ))}
              </fieldset>
              <Pictures document={document} session={session} section={section} onPick={pick} onCopy={copy} />
            </>
          );
        }}
      </Popover>
    </>
  );
}

type PicturesProps = Omit<ExportMenuProps, 'table'> & {
  onPick(picked: Export): void;
  onCopy(work: () => Promise<Outcome>): void;
};

function Pictures({ document, session, section, onPick, onCopy }: PicturesProps) {
  if (section.current === null || document.tasks.length === 0) return null;
  return (
    <fieldset class="entries">
      <legend>A plot as a picture</legend>
      {pictureExports(document, session.loadPlots, section.current).map(({ title, formats }) => (
        <div key={title} class="picture">
          <span>{title}</span>
          <button
            type="button"
            class="entry"
            aria-label={`${title}, copy`}
            onClick={() => onCopy(async () => copyPicture(await picture(formats)))}
          >
            Copy
          </button>
          {formats.map((each) => (
            <Entry key={each.label} entry={each} name={`${title}, ${each.label}`} onPick={onPick} />
          ))}
        </div>
      ))}
    </fieldset>
  );
}

/** The format that is no text. */
async function picture(formats: readonly Export[]): Promise<Blob> {
  for (const { make } of formats) {
    const { content } = await make();
    if (content instanceof Blob) return content;
  }
  throw new Error('there is no picture');
}

/** `name`: what a screen reader says where the label alone is too short. */
function Entry({ entry, name, onPick }: { entry: Export; name?: string; onPick(picked: Export): void }) {
  return (
    <button type="button" class="entry" {...(name ? { 'aria-label': name } : {})} onClick={() => onPick(entry)}>
      {entry.label}
    </button>
  );
}
