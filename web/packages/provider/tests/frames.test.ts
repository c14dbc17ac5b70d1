import { expect, it } from 'vitest';
import { parseFrame } from '../src/frames.ts';

it.each([
  ['not JSON', '{'],
  ['no object', '[1]'],
  ['null', 'null'],
  ['no type', '{"seq":1}'],
  ['a type of tomorrow', '{"type":"hologram"}'],
  ['a type that every object inherits', '{"type":"constructor"}'],
  ['a missing field', '{"type":"update","topic":"t","seq":1}'],
  ['a field of the wrong kind', '{"type":"ack","id":"a","topic":"t","seq":"1","epoch":1}'],
  ['null where an object belongs', '{"type":"user-joined","topic":"t","participant":null}'],
])('L6: %s is ignored', (_, text) => {
  expect(parseFrame(text)).toBeNull();
});

it('binary is ignored, and a known frame with more fields than we know is taken', () => {
  expect(parseFrame(new ArrayBuffer(2))).toBeNull();
  expect(parseFrame('{"type":"ack","id":"a","topic":"t","seq":1,"epoch":1,"new":true}')).toMatchObject({ type: 'ack' });
});
