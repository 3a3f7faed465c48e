import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import type { Translate } from '../../ranking/sentences/translate.ts';
import { copyText } from '../copy-text.ts';
import type { Outcome } from '../extension-link.ts';
import { englishWords } from '../page-words.ts';
import type { Session } from '../session.ts';
import { type TableColumn, tableColumns } from '../table/columns.ts';
import { Popover } from '../toolbar/popover.tsx';
import { useWords } from '../use-words.ts';
import { type CopiedTable, rowsAsMarkdown, rowsAsTabs } from './copied-rows.ts';
import { copyPicture } from './copy-picture.ts';
import { type Export, pictureExports, rankingExports } from './export-files.ts';
import { saveFile } from './save-file.ts';

interface ExportMenuProps {
  document: RankingDocument;
  session: Session;
  section: RefObject<HTMLElement | null>;
  /** Tasks that match, and the columns that are shown. */
  tasks: readonly RankedTask[];
  columns: readonly TableColumn[];
}

/** How long the end of an export is told. */
const toldForMs = 8000;

/** Saves the whole ranking, whatever is filtered, in the format of choice, or a plot as a picture; copies either, of the rows those that match. */
export function ExportMenu({ document, session, section, tasks, columns }: ExportMenuProps) {
  const { say } = useWords();
  const [outcome, setOutcome] = useState('');
  useEffect(() => {
    if (outcome === '') return;
    const timer = setTimeout(() => setOutcome(''), toldForMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const tell = async (work: () => Promise<Outcome>, failed: (reason: string) => string) => {
    setOutcome('');
    try {
      setOutcome((await work()).outcome);
    } catch (error) {
      setOutcome(failed(error instanceof Error ? error.message : String(error)));
    }
  };
  const save = ({ make }: Export) => {
    const { current } = section;
    if (current === null) return;
    void tell(
      async () => saveFile(await make(), session.extension, current, say),
      (reason) => say('Not saved: {0}', reason),
    );
  };
  const copied = () => copiedTable(document, tasks, columns);
  const copies: [string, () => string][] = [
    [say('Rows'), () => rowsAsTabs(copied(), false)],
    [say('Rows with headers'), () => rowsAsTabs(copied(), true)],
    [say('Rows as Markdown'), () => rowsAsMarkdown(copied())],
  ];
  return (
    <>
      <span class="outcome" role="status">
        {outcome}
      </span>
      <Popover label={say('Export')}>
        {(close) => {
          const pick = (each: Export) => {
            close();
            save(each);
          };
          const copy = (work: () => Promise<Outcome>) => {
            close();
            void tell(work, (reason) => say('Not copied: {0}', reason));
          };
          return (
            <>
              <fieldset class="entries">
                <legend>{say('Copy the rows that are shown')}</legend>
                {copies.map(([label, text]) => (
                  <button
                    key={label}
                    type="button"
                    class="entry"
                    onClick={() => copy(() => copyText(text(), session.extension, say))}
                  >
                    {label}
                  </button>
                ))}
              </fieldset>
              <fieldset class="entries">
                <legend>{say('Save the whole ranking')}</legend>
                {rankingExports(document, session.loadPlots, say).map((each) => (
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

/** What is copied is English, as all that leaves the page. */
function copiedTable(
  document: RankingDocument,
  tasks: readonly RankedTask[],
  columns: readonly TableColumn[],
): CopiedTable {
  const shown = new Set(columns.map(({ id }) => id));
  return { tasks, columns: tableColumns(document, englishWords).filter(({ id }) => shown.has(id)) };
}

type PicturesProps = Omit<ExportMenuProps, 'tasks' | 'columns'> & {
  onPick(picked: Export): void;
  onCopy(work: () => Promise<Outcome>): void;
};

function Pictures({ document, session, section, onPick, onCopy }: PicturesProps) {
  const { say } = useWords();
  if (section.current === null || document.tasks.length === 0) return null;
  return (
    <fieldset class="entries">
      <legend>{say('A plot as a picture')}</legend>
      {pictureExports(document, session.loadPlots, section.current, say).map(({ title, formats }) => (
        <div key={title} class="picture">
          <span>{title}</span>
          <button
            type="button"
            class="entry"
            aria-label={say('{0}, copy', title)}
            onClick={() => onCopy(async () => copyPicture(await picture(formats, say), say))}
          >
            {say('Copy')}
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
async function picture(formats: readonly Export[], say: Translate): Promise<Blob> {
  for (const { make } of formats) {
    const { content } = await make();
    if (content instanceof Blob) return content;
  }
  throw new Error(say('there is no picture'));
}

/** `name`: what a screen reader says where the label alone is too short. */
function Entry({ entry, name, onPick }: { entry: Export; name?: string; onPick(picked: Export): void }) {
  return (
    <button type="button" class="entry" {...(name ? { 'aria-label': name } : {})} onClick={() => onPick(entry)}>
      {entry.label}
    </button>
  );
}
