import { useState } from 'preact/hooks';
import { classMovements, listedClasses, movementSentence, planeSentence } from '../../made-map/movement.ts';
import type { TrainingReport } from '../../protocol/training-report.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { useWords } from '../use-words.ts';
import { ClassTable } from './class-table.tsx';
import { MovementPlot, plotWidth } from './movement-plot.tsx';

interface MovementProps {
  report: TrainingReport;
  /** Room in CSS pixels. */
  width: number;
}

/** How far fine-tuning moved the texts: by class in a table, each text in a plot. The two point at each other. */
export function Movement({ report, width }: MovementProps) {
  const { say } = useWords();
  const [pinned, setPinned] = useState<number | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const classes = classMovements(report);
  const plot = plotWidth(width, classes.length > 0);
  const more = report.movement.classes.length - classes.length;
  return (
    <section class="movement">
      <h3>{say('How far fine-tuning moved the embeddings')}</h3>
      <p class="note">{movementSentence(report, say)}</p>
      <div class="movement-parts">
        {classes.length > 0 && (
          <div class="class-list">
            <ClassTable
              classes={classes}
              pinned={pinned}
              onPoint={setPointed}
              onPin={(index) => setPinned(index === pinned ? null : index)}
            />
            {more > 0 && (
              <p class="note">
                {say(
                  'The {0} that moved farthest; {1} more moved less.',
                  formatCount(listedClasses),
                  formatCount(more),
                )}
              </p>
            )}
          </div>
        )}
        {report.movement.points.length > 1 && (
          <figure class="plot" style={{ width: `${plot}px` }}>
            <div role="img" aria-label={planeSentence(report, say)}>
              <MovementPlot report={report} classes={classes} active={pointed ?? pinned} width={plot} />
            </div>
            <figcaption class="note">{planeSentence(report, say)}</figcaption>
          </figure>
        )}
      </div>
    </section>
  );
}
