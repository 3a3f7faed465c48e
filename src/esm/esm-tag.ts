/** Tag of every Embedding Space Map on the Hub. */
export const esmTag = 'embedding_space_map';
