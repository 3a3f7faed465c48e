import { describe, expect, it } from 'vitest';
import { isRepositoryId } from '../../src/protocol/repository-id.ts';
import { isValidName } from '../fakes/hub/valid-name.ts';

const long = (length: number) => 'x'.repeat(length);

/** What `validate_repo_id` of huggingface_hub 2.4.0 says of each. */
const judged: [string, boolean][] = [
  ['foo', true],
  ['foo/bar', true],
  ['123', true],
  ['Foo-BAR_foo.bar123', true],
  ['_foo/_bar_', true],
  ['a/b', true],
  [`${long(96)}/${long(96)}`, true],
  ['x.git/y', true],
  ['', false],
  ['/', false],
  ['a/', false],
  ['/b', false],
  ['datasets/foo/bar', false],
  ['.repo_id', false],
  ['foo--bar', false],
  ['a--b/c', false],
  ['a/b..c', false],
  ['foo.git', false],
  ['a/foo.git', false],
  [`a/${long(97)}`, false],
  [`${long(97)}/a`, false],
  ['a/-b', false],
  ['a/b-', false],
  ['a/b.', false],
  ['-a/b', false],
  ['a-/b', false],
  ['a b/c', false],
  ['a/b\n', false],
  ['a/b?c', false],
];

describe('the id of a repository', () => {
  it.each(judged)('%s: %s', (id, valid) => {
    expect(isRepositoryId(id)).toBe(valid);
    expect(isValidName(id)).toBe(valid);
  });
});
