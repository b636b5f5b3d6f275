export async function click(
  url: string,
  ...labels: string[]
): Promise<{ action: string; fields: Record<string, string> }> {
  let at = url;
  let page = await (await fetch(at)).text();
  for (const label of labels) {
    const link = [...page.matchAll(/<a href="([^"]*)">([^<]*)<\/a>/g)].find((one) =>
      one[2]?.startsWith(label),
    );
    if (link?.[1] === undefined) throw new Error(`no "${label}" on the page ${page}`);
    at = new URL(link[1].replaceAll('&amp;', '&'), at).href;
    page = await (await fetch(at)).text();
  }
  const fields = [...page.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(
    (one) => [one[1] ?? '', unescape(one[2] ?? '')] as const,
  );
  return { action: unescape(/action="([^"]*)"/.exec(page)?.[1] ?? ''), fields: Object.fromEntries(fields) };
}

function unescape(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
