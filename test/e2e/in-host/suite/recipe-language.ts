import assert from 'node:assert/strict';
import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  type CompletionList,
  commands,
  DiagnosticSeverity,
  type Hover,
  languages,
  MarkdownString,
  type NotebookCell,
  Position,
  Range,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { waitUntil } from '../../pages/wait-until.ts';
import { fileOf } from './the-extension.ts';

/** What helps while a recipe is written, asked for as VS Code asks. */
export function recipeLanguage(): void {
  suite('the recipe', () => {
    test('a wrong column is marked where it stands, with the nearest name', async () => {
      const { document } = await wrongCell();
      const found = await waitUntil('a mark', () => {
        const mistakes = languages.getDiagnostics(document.uri);
        return mistakes.length > 0 && mistakes;
      });
      assert.equal(found.length, 1);
      const [mistake] = found;
      assert.match(mistake?.message ?? '', /no column "descriptoin".*Did you mean "description"/s);
      assert.equal(mistake?.severity, DiagnosticSeverity.Error);
      assert.equal(mistake?.code, 'dataset-no-such-column');
      assert.equal(document.getText(mistake?.range), 'descriptoin');
    });

    test('a fix puts the nearest name into its place', async () => {
      const { document } = await wrongCell();
      const text = document.getText();
      const [mistake] = languages.getDiagnostics(document.uri);
      const fixes = await commands.executeCommand<CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        mistake?.range ?? new Range(0, 0, 0, 0),
        CodeActionKind.QuickFix.value,
      );
      const own = fixes.filter(({ title }) => title === 'Change to "description"');
      assert.equal(own.length, 1);
      const [fix] = own;
      assert.equal(fix?.isPreferred, true);
      assert.ok(fix?.edit);
      assert.equal(await workspace.applyEdit(fix.edit), true);
      assert.equal(document.getText(), text.replace('descriptoin', 'description'));
      await waitUntil('no mark', () => languages.getDiagnostics(document.uri).length === 0);
      await rewrite(document.uri, document.lineCount, text);
      await waitUntil('the mark again', () => languages.getDiagnostics(document.uri).length === 1);
    });

    test('a file that there is not is named with the one that was meant', async () => {
      const { document } = await wrongCell();
      const text = document.getText();
      await rewrite(
        document.uri,
        document.lineCount,
        'rank:\n  dataset: pakage-use.csv\n  model: samples/bert-tiny-debian',
      );
      const [mistake] = await waitUntil('a mark', () => {
        const found = languages.getDiagnostics(document.uri);
        return found.some(({ code }) => code === 'dataset-missing-file') && found;
      });
      assert.match(mistake?.message ?? '', /Did you mean "package-use\.csv"\?/);
      await rewrite(document.uri, document.lineCount, text);
      await waitUntil(
        'the mark again',
        () => languages.getDiagnostics(document.uri)[0]?.code === 'dataset-no-such-column',
      );
    });

    test('the mark goes with the mistake', async () => {
      const { document } = await wrongCell();
      await rewrite(document.uri, document.lineCount, document.getText().replace('descriptoin', 'description'));
      await waitUntil('no mark', () => languages.getDiagnostics(document.uri).length === 0);
    });

    test('the columns of that file are proposed for text and label, the likely ones first', async () => {
      const cell = await wrongCell();
      assert.deepEqual((await proposals(cell, 'rank:\n  dataset: package-use.csv\n  text: ')).slice(0, 2), [
        'description',
        'use',
      ]);
      assert.deepEqual((await proposals(cell, 'rank:\n  dataset: package-use.csv\n  label: ')).slice(0, 2), [
        'use',
        'description',
      ]);
    });

    test('keys that are not there yet are proposed, and base models of the Hub', async () => {
      const cell = await wrongCell();
      const keys = await proposals(cell, 'rank:\n  dataset: package-use.csv\n  ');
      assert.ok(keys.includes('label') && keys.includes('max-esms'));
      assert.ok(!keys.includes('dataset'));
      assert.ok(
        (await proposals(cell, 'rank:\n  dataset: package-use.csv\n  model: ')).includes('samples/bert-tiny-debian'),
      );
    });

    test('a recipe that makes a map has its own keys, marks and words', async () => {
      const cell = await wrongCell();
      const { document } = cell;
      const keys = await proposals(cell, 'train:\n  dataset: package-use.csv\n  ');
      assert.ok(keys.includes('tuned') && keys.includes('also') && !keys.includes('model'));
      assert.equal((await proposals(cell, 'train:\n  dataset: package-use.csv\n  text: '))[0], 'description');
      const text =
        'train:\n  dataset: package-use.csv\n  base: samples/bert-tiny-debian\n  tuned: ./nowhere\n  dtype: int8';
      await rewrite(document.uri, document.lineCount, text);
      const marked = await waitUntil('three marks', () => {
        const mistakes = languages.getDiagnostics(document.uri);
        return mistakes.length === 3 && mistakes.map(({ code }) => code).sort();
      });
      assert.deepEqual(marked, ['recipe-missing-key', 'recipe-not-one-of', 'run-no-such-folder']);
      assert.match(await hoverAt(document.uri, new Position(3, 4)), /head.+classification/);
    });

    test('a key explains itself', async () => {
      const { document } = await wrongCell();
      await rewrite(document.uri, document.lineCount, 'rank:\n  examples: 300');
      assert.ok((await hoverAt(document.uri, new Position(1, 4))).length > 20);
    });
  });
}

/** What a hover says. */
async function hoverAt(uri: NotebookCell['document']['uri'], position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, position);
  const parts = hovers.flatMap(({ contents }) => contents);
  return parts.map((part) => (part instanceof MarkdownString ? part.value : String(part))).join('\n');
}

/** The cell of the notebook with a mistake. */
async function wrongCell(): Promise<NotebookCell> {
  const notebook = await workspace.openNotebookDocument(fileOf('wrong.ipynb'));
  await window.showNotebookDocument(notebook);
  return notebook.cellAt(0);
}

async function rewrite(uri: NotebookCell['document']['uri'], lines: number, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(uri, new Range(0, 0, lines, 0), text);
  assert.equal(await workspace.applyEdit(edit), true);
}

/** What is proposed at the end of a text, in the order in which it is shown. */
async function proposals({ document }: NotebookCell, text: string): Promise<string[]> {
  await rewrite(document.uri, document.lineCount, text);
  const end = document.positionAt(text.length);
  const { items } = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    end,
  );
  const place = (item: CompletionItem) => item.sortText ?? '';
  const own = items.filter(({ sortText }) => /^\d{5}$/.test(sortText ?? ''));
  return own
    .sort((a, b) => (place(a) < place(b) ? -1 : 1))
    .map(({ label }) => (typeof label === 'string' ? label : label.label));
}
