/** Largest settings of a model (config.json, modules.json, tokenizer_config.json, the table of its shards), in bytes; common are some kilobytes. */
export const settingsLimitBytes = 4e6;

/** Largest tokenizer.json: that of XLM-R has 17 MB, that of XLM-V, with a million tokens, about 60. */
export const tokenizerLimitBytes = 100e6;

/** Values in the largest tokenizer.json: three a token where each has a score. */
export const tokenizerMaxValues = 10_000_000;

/** Largest vocab.txt, vocab.json or merges.txt; those of the models that have no tokenizer.json are about 1 MB. */
export const vocabularyLimitBytes = 32e6;
