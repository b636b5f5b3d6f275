import { Field, Input } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { formatList } from '../../words/format.ts';
import { parseEmails } from './parse-emails.ts';

const maxPeople = 50;

export interface Addresses {
  text: string;
  mistake: string | null;
  set: (text: string) => void;
  /** The addresses; null if there are none or some are mistaken, which the field then shows. */
  read(): string[] | null;
}

export function useAddresses(): Addresses {
  const [text, setText] = useState('');
  /** Ahead of what is drawn: a second Enter must not send the same addresses again. */
  const current = useRef('');
  const [mistake, setMistake] = useState<string | null>(null);
  return {
    text,
    mistake,
    set(next) {
      current.current = next;
      setText(next);
      setMistake(null);
    },
    read() {
      const { emails, invalid } = parseEmails(current.current);
      const found = toMistake(emails, invalid);
      setMistake(found);
      return found !== null || emails.length === 0 ? null : emails;
    },
  };
}

function toMistake(emails: readonly string[], invalid: readonly string[]): string | null {
  if (invalid.length > 0)
    return t('share.invite.wrong', { count: invalid.length, list: formatList(invalid) });
  return emails.length > maxPeople ? t('share.invite.tooMany') : null;
}

interface AddressFieldProps {
  label: string;
  addresses: Addresses;
  className: string;
  autoFocus?: boolean;
}

export function AddressField({ label, addresses, className, autoFocus = false }: AddressFieldProps) {
  const { text, mistake, set } = addresses;
  return (
    <Field
      label={label}
      className={className}
      {...(mistake === null
        ? { hint: t('share.invite.emailsHint') }
        : { validationState: 'error' as const, validationMessage: mistake })}
    >
      <Input
        value={text}
        type="text"
        inputMode="email"
        autoComplete="off"
        spellCheck={false}
        autoFocus={autoFocus}
        onChange={(_, { value }) => set(value)}
      />
    </Field>
  );
}
