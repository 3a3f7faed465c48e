/**
 * Whether two names can mean the same base model. They are compared without their owner and without regard to case, because config.json
 * often has the old, short name (`bert-base-uncased`).
 */
export function sameBaseModel(a: string, b: string): boolean {
  return shortName(a) === shortName(b);
}

function shortName(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1).toLowerCase();
}
