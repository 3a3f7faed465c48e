import { commands, type Disposable, type SecretStorage, window } from 'vscode';
import { editorVoice as voice } from './voice.ts';

const key = 'huggingface-token';

/**
 * The token for the Hub that a person gave to this editor, in its secret storage. Without one the engine takes HF_TOKEN or the file
 * that `hf auth login` writes. Public maps need none.
 */
export class HubToken implements Disposable {
  readonly #secrets: SecretStorage;
  readonly #onChange: () => void;
  readonly #commands: Disposable[];

  /** @param onChange called when a token was given or taken away */
  constructor(secrets: SecretStorage, onChange: () => void) {
    this.#secrets = secrets;
    this.#onChange = onChange;
    this.#commands = [
      commands.registerCommand('intermediateTaskRanker.signIn', () => this.#signIn()),
      commands.registerCommand('intermediateTaskRanker.signOut', () => this.#signOut()),
    ];
  }

  /** The token; null where none was given. */
  async read(): Promise<string | null> {
    return (await this.#secrets.get(key)) ?? null;
  }

  dispose(): void {
    for (const command of this.#commands) command.dispose();
  }

  async #signIn(): Promise<void> {
    const token = await window.showInputBox({
      title: voice.say('Sign In to the Hugging Face Hub'),
      prompt: voice.say('A token with read access, from huggingface.co/settings/tokens. Public maps need none.'),
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) => (/^\S+$/.test(text.trim()) ? null : voice.say('Paste a token.')),
    });
    if (token === undefined) return;
    await this.#secrets.store(key, token.trim());
    this.#onChange();
    void window.showInformationMessage(voice.say('The token is kept in the secret storage of this editor.'));
  }

  async #signOut(): Promise<void> {
    await this.#secrets.delete(key);
    this.#onChange();
    void window.showInformationMessage(voice.say('The token was deleted from this editor.'));
  }
}
