import type { ServiceResponse } from './exchange.ts';

/** Names of existing items may contain these: other programs create them without naming them in a URL. */
const REFUSED = /[\u0080-\u009f\p{Noncharacter_Code_Point}\ufff0-\ufffb]/u;

/** The web server in front of Graph and SharePoint looks at the path before they do. */
export function isUrlRefused(target: string): boolean {
  try {
    return REFUSED.test(decodeURIComponent(target.split('?', 1)[0] ?? ''));
  } catch {
    return false;
  }
}

const PAGE = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN""http://www.w3.org/TR/html4/strict.dtd">
<HTML><HEAD><TITLE>Bad Request</TITLE>
<META HTTP-EQUIV="Content-Type" Content="text/html; charset=us-ascii"></HEAD>
<BODY><h2>Bad Request - Invalid URL</h2>
<hr><p>HTTP Error 400. The request URL is invalid.</p>
</BODY></HTML>
`;

export const refusedUrl: ServiceResponse = {
  status: 400,
  headers: { Server: 'Microsoft-HTTPAPI/2.0' },
  body: { kind: 'text', text: PAGE, mimeType: 'text/html; charset=us-ascii' },
};
