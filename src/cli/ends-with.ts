/** Ends a command that has said all there is to say, with an exit code. */
export class EndsWith extends Error {
  override readonly name = 'EndsWith';
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`exit code ${exitCode}`);
    this.exitCode = exitCode;
  }
}
