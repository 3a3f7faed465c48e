import {
  CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionProvider,
  type Range,
  type TextDocument,
  WorkspaceEdit,
} from 'vscode';
import { type Mending, mendingOf } from '../../recipe/mend.ts';
import type { Mistake } from '../../recipe/recipe.ts';
import { editorVoice as voice } from '../voice.ts';
import { isRecipeCell } from './recipe-cells.ts';
import { type RecipeDiagnostics, rangeIn } from './recipe-diagnostics.ts';

/** Puts what was meant into the place of what is written, for every mistake that knows it. */
export class RecipeFixes implements CodeActionProvider {
  readonly #diagnostics: Pick<RecipeDiagnostics, 'mistakesOf'>;

  constructor(diagnostics: Pick<RecipeDiagnostics, 'mistakesOf'>) {
    this.#diagnostics = diagnostics;
  }

  provideCodeActions(document: TextDocument, range: Range, { diagnostics }: CodeActionContext): CodeAction[] {
    if (!isRecipeCell(document)) return [];
    const text = document.getText();
    return this.#diagnostics
      .mistakesOf(document)
      .filter((mistake) => rangeIn(document, mistake.range).intersection(range) !== undefined)
      .flatMap((mistake) => {
        const mending = mendingOf(mistake, text);
        return mending === null ? [] : [fixOf(document, mistake, mending, diagnostics)];
      });
  }
}

function fixOf(
  document: TextDocument,
  { problem }: Mistake,
  { meant, insert, range }: Mending,
  shown: CodeActionContext['diagnostics'],
): CodeAction {
  const fix = new CodeAction(voice.say('Change to "{0}"', meant), CodeActionKind.QuickFix);
  const place = rangeIn(document, range);
  fix.edit = new WorkspaceEdit();
  fix.edit.replace(document.uri, place, insert);
  fix.diagnostics = shown.filter((diagnostic) => diagnostic.code === problem.code && diagnostic.range.isEqual(place));
  fix.isPreferred = true;
  return fix;
}
