import { expect, test } from 'vitest';
import { parseEmails } from './parse-emails.ts';

test.each([
  ['dana@contoso.com', ['dana@contoso.com'], []],
  [
    'dana@contoso.com; li@fabrikam.com,\nsam@x.example',
    ['dana@contoso.com', 'li@fabrikam.com', 'sam@x.example'],
    [],
  ],
  ['Dana Ek <dana@contoso.com>, DANA@contoso.com', ['dana@contoso.com'], []],
  ['dana, li@fabrikam', [], ['dana', 'li@fabrikam']],
  ['dana@contoso.com sam@x.example', [], ['dana@contoso.com sam@x.example']],
  [' ,; ', [], []],
])('%j contains the addresses %j and the errors %j', (text, emails, invalid) => {
  expect(parseEmails(text)).toEqual({ emails, invalid });
});
