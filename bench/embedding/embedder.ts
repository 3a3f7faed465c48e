/** A way to embed texts, loaded and warm. */
export interface Embedder {
  name: string;
  /** `[texts, 768]` embeddings by the pooler, and how long they took. */
  embed(texts: string[]): Promise<{ ms: number; embeddings: Float32Array }>;
  close(): Promise<void>;
}
