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
