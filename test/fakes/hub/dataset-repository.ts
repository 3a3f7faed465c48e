import { type FakeRepository, makeRepository } from './repository.ts';

type Contents = Readonly<Record<string, Buffer | string>>;

/** A dataset's repository: its own files, and those of the branch to which the Hub converts datasets. */
export function makeDataset(
  id: string,
  { files = {}, converted }: { files?: Contents; converted?: Contents },
  facts: Pick<FakeRepository, 'likes' | 'disabled'> & { downloads?: number } = {},
): FakeRepository {
  const { downloads = 0, ...others } = facts;
  const repository = { ...makeRepository('dataset', id, files, downloads), ...others };
  if (converted === undefined) return repository;
  const branch = makeRepository('dataset', id, converted);
  return { ...repository, branches: new Map([['refs/convert/parquet', branch]]) };
}
