import { expect, test } from 'vitest';
import { isLightSvg } from './svg-weight.ts';

const svg = (inner: string): string => `<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>`;
const levels = (count: number, toUse: (id: string) => string): string =>
  Array.from({ length: count }, (_, at) => `<g id="l${at + 1}">${toUse(`l${at}`).repeat(10)}</g>`).join('');
const bomb = (count: number, toUse: (id: string) => string): string =>
  svg(`<rect id="l0"/>${levels(count, toUse)}<use href="#l${count}"/>`);

test('a drawing whose references stand for more than can be drawn is too heavy', () => {
  expect(isLightSvg(bomb(2, (id) => `<use href="#${id}"/>`))).toBe(true);
  for (const toUse of [
    (id: string) => `<use href="#${id}"/>`,
    (id: string) => `<use xlink:href = '#${id}'></use>`,
    (id: string) => `<rect mask="url(#${id})"/>`,
    (id: string) => `<rect style="fill: url('#${id}')" title=">"/>`,
  ])
    expect(isLightSvg(bomb(9, toUse))).toBe(false);
});

test('circles, comments, and broken drawings are judged in time', () => {
  expect(isLightSvg(svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'))).toBe(true);
  expect(isLightSvg(svg(`<!-- ${levels(9, (id) => `<use href="#${id}"/>`)} -->`))).toBe(true);
  expect(isLightSvg('<a "'.repeat(1_000_000))).toBe(true);
  expect(isLightSvg('<g id="a">'.repeat(1_000_000))).toBe(false);
  expect(isLightSvg(svg('<path d="M0 0"/>'.repeat(100_000)))).toBe(true);
});

test('long chains, deep nesting, and many references are judged in time', () => {
  const chain = Array.from({ length: 90_000 }, (_, at) => `<g id="c${at}"><use href="#c${at + 1}"/></g>`);
  expect(isLightSvg(svg(chain.join('')))).toBe(false);
  expect(isLightSvg(svg(chain.toReversed().join('')))).toBe(false);
  expect(isLightSvg(svg(chain.slice(0, 300).join('')))).toBe(true);
  const nested = Array.from({ length: 490 }, (_, at) => `<g id="n${at}">`).join('');
  expect(isLightSvg(svg(`<rect id="r"/>${nested}${'<use href="#r"/>'.repeat(90_000)}`))).toBe(true);
  expect(isLightSvg(svg(`<rect style="${'fill:url(#no);'.repeat(300_000)}"/>`))).toBe(true);
  // Each group refers to all others, so none is known completely while another is looked at.
  const all = Array.from({ length: 40 }, (_, at) => `<use href="#a${at}"/>`).join('');
  expect(isLightSvg(svg(Array.from({ length: 40 }, (_, at) => `<g id="a${at}">${all}</g>`).join('')))).toBe(
    false,
  );
});
