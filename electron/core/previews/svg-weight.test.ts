import { expect, test } from 'vitest';
import { isLightSvg } from './svg-weight.ts';

const svg = (inner: string): string => `<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>`;
const levels = (count: number, toUse: (id: string) => string): string =>
  Array.from({ length: count }, (_, at) => `<g id="l${at + 1}">${toUse(`l${at}`).repeat(10)}</g>`).join('');
const bomb = (count: number, toUse: (id: string) => string): string =>
  svg(`<rect id="l0"/>${levels(count, toUse)}<use href="#l${count}"/>`);

const styled = (css: (id: string) => string, inner = (id: string) => `<rect class="${id}"/>`) =>
  svg(
    `<style>${Array.from({ length: 9 }, (_, at) => css(`l${at}`)).join('')}</style><rect id="l0"/>` +
      `${levels(9, inner)}<use href="#l9"/>`,
  );

const entities = (declared: string, drawn: string) => `<!DOCTYPE svg [${declared}]>${svg(drawn)}`;

const picture = (width: number) => {
  const png = Buffer.alloc(33);
  png.write('\x89PNG\r\n\x1a\n', 'latin1');
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(8000, 20);
  return `<image href="data:image/png;base64,${png.toString('base64')}"/>`;
};

const arrows = (elements: number, points: number) =>
  svg(
    `<marker id="m">${'<path d="M0 0"/>'.repeat(elements)}</marker>` +
      `<polyline marker-mid="url(#m)" points="${'1,2 '.repeat(points)}"/>`,
  );

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

test('references of styles, animations, and entities count, too', () => {
  expect(isLightSvg(styled((id) => `.${id}{fill:red}`))).toBe(true);
  expect(isLightSvg(styled((id) => `.other-${id} {fill:url(#${id})}`))).toBe(true);
  for (const css of [
    (id: string) => `.${id}{mask:url(#${id})}`,
    (id: string) => `.x,g>rect.${id}:not(.y) { color: red; MASK : URL( "#${id}" ) }`,
    (id: string) => `/* { */ @media all { .${id} { quotes: "{"; mask: url('#${id}'); } }`,
    (id: string) => `<![CDATA[.${id}{m\\61sk:\\75 rl(#${id})}]]>`,
    (id: string) => `:is(.${id}){mask:url(#${id})}`,
    (id: string) => `[class=${id}]{mask:url(#${id})}`,
    (id: string) => `svg{--${id}:url(#${id})} .${id}{mask:var(--${id})}`,
    (id: string) => `.z{color:red; .${id} & {mask:url(#${id})}}`,
  ])
    expect([css('l1'), isLightSvg(styled(css))]).toEqual([css('l1'), false]);
  expect(isLightSvg(bomb(9, (id) => `<use><set attributeName="href" to="#${id}"/></use>`))).toBe(false);
  expect(isLightSvg(bomb(9, (id) => `<use href="&#35;&#x6c;${id.slice(1)}"/>`))).toBe(false);
  expect(isLightSvg(entities('<!ENTITY ns "http://ns.example/">', '<g xmlns:x="&ns;"/>'))).toBe(true);
  expect(
    isLightSvg(
      entities(
        '<!ENTITY h "#">',
        bomb(9, (id) => `<use href="&h;${id}"/>`),
      ),
    ),
  ).toBe(false);
  expect(isLightSvg(entities(`<!ENTITY a "<g/>">`, '&a;'))).toBe(false);
  expect(isLightSvg(entities(`<!ENTITY a "${'x'.repeat(1e5)}">`, '&a;'.repeat(1000)))).toBe(false);
});

test('drawings and pictures inside, and markers at many points, count', () => {
  expect(isLightSvg(svg(picture(4000)))).toBe(true);
  expect(isLightSvg(svg(picture(4000).repeat(3)))).toBe(false);
  expect(isLightSvg(svg(picture(40_000)))).toBe(false);
  expect(isLightSvg(svg('<image href="data:image/svg+xml,%3Csvg/%3E"/>'))).toBe(false);
  expect(isLightSvg(svg('<style>@import url("data:text/css,g{}");</style>'))).toBe(false);
  expect(isLightSvg(arrows(2, 10_000))).toBe(true);
  expect(isLightSvg(arrows(1000, 10_000))).toBe(false);
});

test('hostile styles are judged in time', () => {
  const long = ' '.repeat(1_000_000);
  for (const css of [
    `a{fill:url(${long}`,
    `a{fill:url(#${long}`,
    `a{fill:url(#a${long}"`,
    `"${long}'${long}`,
    '/*'.repeat(1_000_000),
    `${'a'.repeat(1_000_000)}{${'fill:url(#a);'.repeat(50_000)}}`,
  ])
    expect(isLightSvg(svg(`<style>${css}</style>`))).toBe(true);
  expect(isLightSvg(svg(`<style>${'.a,'.repeat(100_000)}b{${'fill:url(#a);'.repeat(50)}}</style>`))).toBe(
    false,
  );
  const many = `<style>${'.a{fill:url(#b)}'.repeat(50_000)}</style>`;
  expect(isLightSvg(svg(`${many}<g class="${'a '.repeat(100_000)}"/>`))).toBe(true);
  expect(isLightSvg(svg(`<g style="marker:none; fill:url(${long}"/>${'<marker>'.repeat(100_000)}`))).toBe(
    false,
  );
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
  const empty = `<rect style="${'fill:url(#no);'.repeat(2_000)}"/>`;
  const six = Array.from({ length: 6 }, (_, at) => `<use href="#a${at}"/>`).join('') + empty;
  const circles = Array.from({ length: 6 }, (_, at) => `<g id="a${at}">${six}</g>`).join('');
  expect(isLightSvg(svg(circles))).toBe(false);
  // Each group refers to all others, so none is known completely while another is looked at.
  const all = Array.from({ length: 40 }, (_, at) => `<use href="#a${at}"/>`).join('');
  expect(isLightSvg(svg(Array.from({ length: 40 }, (_, at) => `<g id="a${at}">${all}</g>`).join('')))).toBe(
    false,
  );
});
