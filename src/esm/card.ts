import { stringify } from 'yaml';
import { isCardLanguage } from '../protocol/card-terms.ts';
import { isRepositoryId } from '../protocol/repository-id.ts';
import type { EsmConfigFile } from './config-file.ts';
import { esmTag } from './esm-tag.ts';

/** What a card says beyond config.json. */
export interface CardOptions {
  /** As the Hub names licences. Default: that of the reference, apache-2.0. */
  license?: string;
  /** Id of the base model on the Hub now, where config.json has an old or short name. */
  baseModel?: string;
}

/** Front matter of a card: what the Hub makes tags of, by which maps are found. */
export interface CardData {
  license: string;
  language?: string[];
  base_model?: string;
  datasets?: string[];
  tags: string[];
}

const usualLicense = 'apache-2.0';

/**
 * The README.md of a map: front matter with the tags of the reference, then what the map is, how it was made, how well it does, and how
 * to use it. Says only what is known. The same metadata give the same text.
 */
export function formatCard(config: EsmConfigFile, options: CardOptions = {}): string {
  const base = options.baseModel ?? config.base_model_name ?? '';
  const task = taskName(config);
  const blocks = [
    `# Embedding Space Map: ${inline(task)}`,
    `Approximates what fine-tuning ${code(base)} on ${code(task)} does to its embeddings: one linear layer that maps embeddings of the base model to those of the fine-tuned one. With it, [ESM-LogME](${paper}) estimates how much fine-tuning on this task first would help another task, without the fine-tuned model.`,
    section('Intermediate task', taskRows(config)),
    section('Fine-tuning of the language model', tuningRows(config)),
    section('The map', mapRows(config)),
    sourcesSection(config),
    usage(base),
    citation,
  ];
  return `---\n${stringify(cardData(config, options))}---\n\n${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** The front matter of a map's card. A base model or task that can be no id on the Hub is left out: the Hub refuses such cards. */
export function cardData(config: EsmConfigFile, { license = usualLicense, baseModel }: CardOptions = {}): CardData {
  const base = baseModel ?? config.base_model_name?.trim() ?? '';
  const task = config.task_id?.trim() ?? '';
  const languages = languageCodes(config);
  return {
    license,
    ...(languages.length > 0 && { language: languages }),
    ...(isRepositoryId(base) && { base_model: base }),
    ...(isRepositoryId(task) && { datasets: [task] }),
    tags: [esmTag, ...(isRepositoryId(base) ? [`BaseLM:${base}`] : [])],
  };
}

/** Languages as the Hub takes them: ISO 639 codes, `code`, `multilingual`. */
function languageCodes({ language }: EsmConfigFile): string[] {
  const names = [language ?? []].flat().flatMap((entry) => entry.split(','));
  return names.map((name) => name.trim()).filter(isCardLanguage);
}

type Row = readonly [string, string | number | null | undefined];

function taskRows(config: EsmConfigFile): Row[] {
  return [
    ['Task', config.task_id],
    ['Subset', config.task_subset],
    ['Split', config.task_split],
    ['Text', [config.text_column ?? []].flat().join(' + ')],
    ['Label', config.label_column],
    ['Examples', config.num_examples],
    ['Seed of the sample', config.seed],
    ['Language', [config.language ?? []].flat().join(', ')],
    ['Developed by', config.developers],
  ];
}

function tuningRows(config: EsmConfigFile): Row[] {
  return [
    ['Epochs', config.lm_num_epochs],
    ['Batch size', config.lm_batch_size],
    ['Learning rate', config.lm_learning_rate],
    ['Weight decay', config.lm_weight_decay],
    ['Optimizer', config.lm_optimizer],
  ];
}

function mapRows(config: EsmConfigFile): Row[] {
  return [
    ['Architecture', config.esm_architecture],
    ['Dimension', config.esm_embedding_dim],
    ['Solved by', config.esm_solver],
    ['λ of the ridge', rounded(config.esm_ridge_lambda)],
    ['Epochs', config.esm_num_epochs],
    ['Batch size', config.esm_batch_size],
    ['Learning rate', config.esm_learning_rate],
    ['Weight decay', config.esm_weight_decay],
    ['Optimizer', config.esm_optimizer],
    ['MSE', rounded(config.esm_mse)],
    ['MSE without the map', rounded(config.esm_mse_identity)],
    ['Explained (R² against no map)', rounded(config.esm_r2)],
  ];
}

function section(title: string, rows: readonly Row[]): string {
  const known = rows.filter(([, value]) => value !== null && value !== undefined && value !== '');
  if (known.length === 0) return '';
  const lines = known.map(([name, value]) => `| ${name} | ${inline(String(value))} |`);
  return [`## ${title}`, ['| | |', '| --- | --- |', ...lines].join('\n')].join('\n\n');
}

/** Which texts the map was fitted on, where these are not the task's own alone. */
function sourcesSection({ esm_sources: sources }: EsmConfigFile): string {
  if (!sources || sources.length < 2) return '';
  const lines = sources.map(({ source, rows, weight, mse, mse_identity: identity }) => {
    const cells = [source, rows, rounded(weight), rounded(mse), rounded(identity)];
    return `| ${cells.map((cell) => inline(String(cell ?? ''))).join(' | ')} |`;
  });
  const head = ['| Texts | Rows | Weight | MSE | MSE without the map |', '| --- | --: | --: | --: | --: |'];
  const why = 'Fitted on more texts than those of the task, so that it also holds for texts of other kinds:';
  return [`### Texts`, why, [...head, ...lines].join('\n')].join('\n\n');
}

const paper = 'https://aclanthology.org/2024.emnlp-main.529';

function usage(base: string): string {
  return `## How to use it

\`\`\`python
from hfselect import Dataset, compute_task_ranking

dataset = Dataset.from_hugging_face(name="stanfordnlp/imdb", split="train", text_col="text", label_col="label",
                                    is_regression=False, num_examples=1000, seed=42)
print(compute_task_ranking(dataset=dataset, model_name=${JSON.stringify(fenced(base))})[:5])
\`\`\`

or on the command line

\`\`\`
esm-rank rank hf:stanfordnlp/imdb --model ${fenced(base)}
\`\`\``;
}

const citation = `## Citation

\`\`\`
@inproceedings{schulte-etal-2024-less,
    title = "Less is More: Parameter-Efficient Selection of Intermediate Tasks for Transfer Learning",
    author = "Schulte, David and Hamborg, Felix and Akbik, Alan",
    booktitle = "Proceedings of the 2024 Conference on Empirical Methods in Natural Language Processing",
    year = "2024",
    url = "${paper}",
    pages = "9431--9442"
}
\`\`\``;

function taskName({ task_id: task, task_subset: subset }: EsmConfigFile): string {
  return subset && subset !== 'default' ? `${task ?? ''} (${subset})` : (task ?? '');
}

function rounded(value: number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(Number(value.toPrecision(4)));
}

/** A name as plain words of GitHub's Markdown on one line: nothing in it becomes markup, a link or a cell of its own. */
function inline(text: string): string {
  return oneLine(text)
    .replace(/[\\`*[\]<>#|~$&]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/(https?|ftp|mailto|xmpp):/gi, '$1\\:')
    .replace(/\b(www)\./gi, '$1\\.')
    .replaceAll('@', '&#64;');
}

function code(text: string): string {
  return `\`${oneLine(text).replaceAll('`', "'")}\``;
}

/** A name within a block of code. */
function fenced(text: string): string {
  return oneLine(text).replaceAll('`', "'");
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .trim();
}
