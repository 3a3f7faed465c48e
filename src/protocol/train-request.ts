import * as z from 'zod';
import { rankRequest } from './rank-request.ts';

/** In which numbers the weights of a map are written. bfloat16 halves the file, and rankings stay the same. */
export const mapDtype = z.enum(['float32', 'bfloat16']);

/** In which numbers the weights of a map are written. */
export type MapDtype = z.infer<typeof mapDtype>;

/** Texts of another dataset that a map is fitted on, too; no labels are needed. */
export const alsoTexts = z.object({
  /** As the dataset of a request: a path, or `hf:<id>`. */
  dataset: z.string(),
  /** Its text column. Inferred where left out. */
  column: z.string().optional(),
  /** Weight of the whole source, beside those of the others. */
  weight: z.number().positive().default(1),
});

/** Texts of another dataset that a map is fitted on, too. */
export type AlsoTexts = z.infer<typeof alsoTexts>;

/** How the tuned model was fine-tuned, for the map's metadata only. Left out: as the files of the model say, else unknown. */
export const tuningFacts = z.object({
  epochs: z.number().positive().optional(),
  batchSize: z.number().int().positive().optional(),
  learningRate: z.number().positive().optional(),
  weightDecay: z.number().nonnegative().optional(),
  optimizer: z.string().optional(),
});

/** How a model was fine-tuned. */
export type TuningFacts = z.infer<typeof tuningFacts>;

/** What names the rows of a dataset, and how they are embedded: the same as for a ranking. */
const { folder, config, split, inputFormat, encoding, sheet, textColumns, task, seed, pooling, device } =
  rankRequest.shape;

/** One map to make, as a person asks for it. What is left out is inferred or takes its default. */
export const trainRequest = z
  .object({
    /** Dataset of the intermediate task: a path, absolute or relative to `folder`, or `hf:<id>`. The map is named after it. */
    dataset: z.string(),
    /** Absolute path that local names start from. Default: the working folder. */
    folder,
    config,
    split,
    inputFormat,
    encoding,
    sheet,
    textColumns,
    /** Label column, by which rows without a label are left out. Where it is left out and not certain, all texts are taken. */
    labelColumn: z.string().optional(),
    task,
    /** Base model: id on the Hub, or the path of a folder. */
    base: z.string(),
    /** Id on the Hub that the map names as its base model, where `base` is a folder. */
    baseId: z.string().optional(),
    /** The fine-tuned model: id on the Hub, or the path of a folder. Not needed where `embeddings` hold all there is to fit. */
    tuned: z.string().optional(),
    /** Folder of the map, which is made. */
    out: z.string(),
    /** How many rows of the dataset to take. Default: all up to 10,000; of more, 10,000. */
    examples: z.number().int().positive().optional(),
    seed,
    /** Texts of other sources. `weight`: of the dataset's own texts, beside theirs; by default every source weighs the same. */
    also: z.array(alsoTexts).default([]),
    weight: z.number().positive().default(1),
    /** What the map calls its task. Default: the id of the dataset on the Hub, or the name of the file. */
    taskId: z.string().min(1).optional(),
    /** Default: the config of the dataset on the Hub. */
    subset: z.string().optional(),
    /** Code of the texts' language, or several. */
    language: z.array(z.string()).min(1).optional(),
    developers: z.string().optional(),
    license: z.string().optional(),
    dtype: mapDtype.default('float32'),
    pooling,
    device,
    tuning: tuningFacts.default({}),
    /** A file of embeddings (.npz with `x` and `y`) that takes the place of the dataset's texts. */
    embeddings: z.string().optional(),
    /** Where to keep the embeddings of the dataset's texts (.npz with `x` and `y`). */
    saveEmbeddings: z.string().optional(),
    /** Leave a map alone that was made of the same before. */
    skipDone: z.boolean().default(false),
  })
  .refine(({ tuned, embeddings, also }) => tuned !== undefined || (embeddings !== undefined && also.length === 0), {
    error: 'a tuned model is needed, or embeddings',
    path: ['tuned'],
  });

/** One map to make, with its defaults filled in. */
export type TrainRequest = z.infer<typeof trainRequest>;
