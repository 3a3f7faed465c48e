/** The question that people come with, for clients that offer it as a command. */
export const firstDatasetPrompt = {
  name: 'first_dataset',
  title: 'Which dataset first for this file?',
  description:
    'Ranks the public datasets that a language model could be fine-tuned on before your labelled texts, and explains the answer.',
  arguments: [
    { name: 'file', description: 'File or folder of labelled texts, or hf:<id>', required: true },
    { name: 'model', description: 'Base model on the Hugging Face Hub', required: false },
  ],
};

/** The prompt, filled in. */
export function firstDatasetText(file: string, model: string | undefined): string {
  const choice =
    model === undefined
      ? 'Choose a base model with list_base_models that suits the language of the texts (a multilingual one where you do not know it), and say which and why.'
      : `Use the base model ${JSON.stringify(model)}.`;
  return `Which public dataset should a language model be fine-tuned on first, before the labelled texts in ${JSON.stringify(file)}?

1. Look at it with inspect_dataset. Where text or label is not certain, ask me. Do not ask for values of cells.
2. ${choice}
3. Rank with rank_intermediate_tasks.
4. Answer with the verdict as the ranking gives it, with how sure it is: "may help" is not "will help", and where it says that the sample cannot tell, say so. Name the tasks to try, and what the baseline is.
5. Offer to write Python that measures what the first tasks really give (make_fine_tuning_code).`;
}
