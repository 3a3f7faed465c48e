import { EventEmitter, type SecretStorage, window } from 'vscode';
import { editorVoice as voice } from './voice.ts';

const key = 'huggingface-token';

/**
 * The token for the Hub that a person gave to this editor, in its secret storage. Without one the engine takes HF_TOKEN or the file
 * that `hf auth login` writes. Public maps need none.
 */
export class HubToken {
  readonly #secrets: SecretStorage;
  readonly #changed = new EventEmitter<void>();
  /** A token was given or taken away. */
  readonly onDidChange = this.#changed.event;

  constructor(secrets: SecretStorage) {
    this.#secrets = secrets;
  }

  /** The token; null where none was given. */
  async read(): Promise<string | null> {
    return (await this.#secrets.get(key)) ?? null;
  }

  /** Asks for a token and keeps it. */
  async signIn(): Promise<void> {
    const token = await window.showInputBox({
      title: voice.say('Sign In to the Hugging Face Hub'),
      prompt: voice.say('A token with read access, from huggingface.co/settings/tokens. Public maps need none.'),
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) => (/^\S+$/.test(text.trim()) ? null : voice.say('Paste a token.')),
    });
    if (token === undefined) return;
    await this.#secrets.store(key, token.trim());
    this.#changed.fire();
    void window.showInformationMessage(voice.say('The token is kept in the secret storage of this editor.'));
  }

  /** Deletes the token. */
  async signOut(): Promise<void> {
    await this.#secrets.delete(key);
    this.#changed.fire();
    void window.showInformationMessage(voice.say('The token was deleted from this editor.'));
  }
}
