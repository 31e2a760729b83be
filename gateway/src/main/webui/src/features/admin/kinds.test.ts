import { describe, expect, it } from 'vitest';
import { en } from '../../i18n/en';
import { KINDS, kindKey } from './kinds';

describe('kindKey', () => {
  it('has words for every kind', () => {
    for (const kind of KINDS) {
      expect(en).toHaveProperty([kindKey(kind) ?? '']);
    }
  });

  it('leaves what it does not know to its own word', () => {
    expect(kindKey('tunnel_dug')).toBeNull();
    expect(kindKey('constructor')).toBeNull();
  });
});
