import { describe, expect, it } from 'vitest';
import { nextLink } from '../../src/hub/requests/link-header.ts';

const target = 'https://hub/api/models?cursor=a,b;c';
const next = { kind: 'next', target };

describe('nextLink reads every spelling of RFC 8288', () => {
  it.each([
    ['as the Hub writes it', `<${target}>; rel="next"`],
    ['no blank', `<${target}>;rel="next"`],
    ['no quotation marks', `<${target}>; rel=next`],
    ['blanks everywhere', `  <${target}>  ;  rel  =  "next"  `],
    ['a tab', `<${target}>;\trel="next"`],
    ['upper case', `<${target}>; REL="NEXT"`],
    ['parameters before', `<${target}>; title="a, b; rel=\\"prev\\" <x>"; type=text/html; rel="next"`],
    ['a parameter without a value before', `<${target}>; crossorigin; rel="next"`],
    ['parameters after', `<${target}>; rel="next"; title*=UTF-8''%e2%82%ac; results="true"`],
    ['several relations', `<${target}>; rel="prev next last"`],
    ['relations by address', `<${target}>; rel="http://example.net/relation/other next"`],
    ['several links', `<https://hub/first>; rel="first", <${target}>; rel="next", <https://hub/last>; rel="last"`],
    ['a blank before the comma', `<https://hub/first>; rel="first" , <${target}>; rel=next`],
    ['no blank after the comma', `<https://hub/first>;rel=first,<${target}>;rel=next`],
    ['a link whose last parameter has no value before', `<https://hub/a>; rel=x; flag, <${target}>; rel=next`],
    ['empty elements', `, ,<${target}>;;rel="next";,`],
    ['an empty value before', `<${target}>; title=; rel="next"`],
    ['a link about another page before', `<https://hub/x>; rel="next"; anchor="#foo", <${target}>; rel="next"`],
    ['two of them, of which the first counts', `<${target}>; rel="next", <https://hub/other>; rel="next"`],
  ])('%s', (_, header) => {
    expect(nextLink(header)).toEqual(next);
  });

  it.each([
    ['relative to the root', '</api/models?cursor=x>; rel=next', '/api/models?cursor=x'],
    ['only a query', '<?cursor=x>;rel=next', '?cursor=x'],
    ['the page itself', '<>; rel=next', ''],
  ])('a target that is %s', (_, header, written) => {
    expect(nextLink(header)).toEqual({ kind: 'next', target: written });
  });

  it.each([
    ['no header', null],
    ['an empty header', ''],
    ['other relations', '<https://hub/1>; rel="prev", <https://hub/2>; rel="xet-auth"'],
    ['a word that only begins so', '<https://hub/1>; rel="next-archive nextpage"'],
    ['the first of two relations', '<https://hub/1>; rel="prev"; rel="next"'],
    ['the name of another parameter', '<https://hub/1>; next; title="next"; rev="next"'],
    ['a link about another page', '<https://hub/1>; rel="next"; anchor="/other"'],
  ])('none in %s', (_, header) => {
    expect(nextLink(header)).toEqual({ kind: 'none' });
  });

  it.each([
    ['no brackets', 'https://hub/api/models?cursor=x; rel="next"'],
    ['an open bracket', '<https://hub/api/models?cursor=x; rel="next"'],
    ['an open quotation mark', '<https://hub/api/models?cursor=x>; rel="next'],
    ['no comma between two', '<https://hub/1>; rel="prev" <https://hub/2>; rel="next"'],
  ])('is unreadable with %s', (_, header) => {
    expect(nextLink(header)).toEqual({ kind: 'unreadable' });
  });

  it.each(['<', '"', ';', '<>;a="', '\\', ' ', ',<a>', '=', 'a ;'])('is linear in repetitions of %o', (part) => {
    // A quadratic parser would be at it for minutes.
    expect(nextLink(part.repeat(200_000))).toBeDefined();
  });
});
