/** Version of this program; the bundler puts the one of package.json in. */
export const version: string = process.env.ITR_VERSION ?? '0.0.0-source';
