import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { RankingDocument } from '../../ranking/document.ts';
import type { Session } from '../session.ts';
import { Popover } from '../toolbar/popover.tsx';
import { type Export, pictureExports, rankingExports } from './export-files.ts';
import { saveFile } from './save-file.ts';

interface ExportMenuProps {
  document: RankingDocument;
  session: Session;
  section: RefObject<HTMLElement | null>;
}

/** Saves the whole ranking, whatever is filtered, in the format of choice; or a plot as a picture. */
export function ExportMenu({ document, session, section }: ExportMenuProps) {
  const [outcome, setOutcome] = useState('');
  const save = async ({ make }: Export) => {
    if (section.current === null) return;
    setOutcome('');
    try {
      setOutcome((await saveFile(await make(), session.extension, section.current)).outcome);
    } catch (error) {
      setOutcome(`Not saved: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return (
    <>
      <span class="outcome" role="status">
        {outcome}
      </span>
      <Popover label="Export">
        {(close) => {
          const pick = (each: Export) => {
            close();
            void save(each);
          };
          return (
            <>
              <div class="entries">
                {rankingExports(document, session.loadPlots).map((each) => (
                  <Entry key={each.label} entry={each} onPick={pick} />
                ))}
              </div>
              <Pictures document={document} session={session} section={section} onPick={pick} />
            </>
          );
        }}
      </Popover>
    </>
  );
}

function Pictures({ document, session, section, onPick }: ExportMenuProps & { onPick(picked: Export): void }) {
  if (section.current === null || document.tasks.length === 0) return null;
  return (
    <div class="entries">
      {pictureExports(document, session.loadPlots, section.current).map(({ title, formats }) => (
        <div key={title} class="picture">
          <span>{title}</span>
          {formats.map((each) => (
            <Entry key={each.label} entry={each} name={`${title}, ${each.label}`} onPick={onPick} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** `name`: what a screen reader says where the label alone is too short. */
function Entry({ entry, name, onPick }: { entry: Export; name?: string; onPick(picked: Export): void }) {
  return (
    <button type="button" class="entry" {...(name ? { 'aria-label': name } : {})} onClick={() => onPick(entry)}>
      {entry.label}
    </button>
  );
}
