import { startMocha } from '../start-mocha.ts';
import { activation } from './activation.ts';
import { assistantToolsSuite } from './assistant-tools.ts';
import { contributions } from './contributions.ts';
import { dataFrames } from './data-frames.ts';
import { kernel } from './kernel.ts';
import { recipeLanguage } from './recipe-language.ts';

/** Everything that is tested through the API of VS Code, in one window. */
export const run = () =>
  startMocha(() => {
    activation();
    contributions();
    kernel();
    dataFrames();
    recipeLanguage();
    assistantToolsSuite();
  });
