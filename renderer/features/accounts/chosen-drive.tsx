import {
  Avatar,
  Button,
  Combobox,
  Field,
  Input,
  mergeClasses,
  Option,
  Text,
} from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { FailureBlock } from '../../ui/failure-block.tsx';
import { useChooseDrivesStyles } from './choose-drives-styles.ts';
import type { ChosenDrive, ChosenDrives } from './use-chosen-drives.ts';
import { joinFacts } from '../../words/format.ts';

interface Props {
  drive: ChosenDrive;
  chosen: ChosenDrives;
  groups: readonly string[];
}

export function ChosenDrive({ drive, chosen, groups }: Props) {
  const styles = useChooseDrivesStyles();
  const [isOpen, setOpen] = useState(false);
  return (
    <li className={mergeClasses(styles.drive, drive.failure !== null && styles.wrong)}>
      <div className={styles.head}>
        <Avatar name={drive.label} color="colorful" size={28} aria-hidden="true" />
        <span className={styles.words}>
          <Text truncate wrap={false} weight="semibold">
            {showText(drive.name.trim() === '' ? drive.label : drive.name)}
          </Text>
          <Text size={200} truncate wrap={false} className={styles.quiet}>
            {joinFacts([drive.address, drive.rootPath.trim(), drive.group.trim()])}
          </Text>
        </span>
        <Button
          size="small"
          appearance="subtle"
          icon={isOpen ? <ChevronUpRegular /> : <ChevronDownRegular />}
          iconPosition="after"
          aria-expanded={isOpen}
          aria-label={t('chooseDrives.moreFor', { isOpen, name: drive.label })}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? t('chooseDrives.less') : t('chooseDrives.more')}
        </Button>
        <Button
          size="small"
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={t('chooseDrives.remove', { name: drive.label })}
          disabledFocusable={chosen.progress !== null}
          onClick={() => chosen.remove(drive.user)}
        />
      </div>
      {isOpen && <Fields drive={drive} chosen={chosen} groups={groups} />}
      {drive.failure !== null && <FailureBlock failure={drive.failure} className={styles.failure} />}
    </li>
  );
}

function Fields({ drive, chosen, groups }: Props) {
  const styles = useChooseDrivesStyles();
  const change = (patch: Partial<ChosenDrive>) => chosen.change(drive.user, patch);
  return (
    <div className={styles.fields}>
      <Field label={t('chooseDrives.name')}>
        <Input
          value={drive.name}
          maxLength={256}
          placeholder={t('chooseDrives.namePlaceholder')}
          onChange={(_, { value }) => change({ name: value })}
        />
      </Field>
      <Field label={t('chooseDrives.group')}>
        <Combobox
          freeform
          value={drive.group}
          placeholder={t('chooseDrives.groupPlaceholder')}
          style={{ minWidth: 0 }}
          input={{ style: { minWidth: 0 }, maxLength: 256 }}
          onChange={(event) => change({ group: event.currentTarget.value })}
          onOptionSelect={(_, { optionText }) => change({ group: optionText ?? '' })}
        >
          {groups.map((group) => (
            <Option key={group} text={group}>
              {showText(group)}
            </Option>
          ))}
        </Combobox>
      </Field>
      <Field label={t('chooseDrives.rootPath')} hint={t('chooseDrives.rootPathHint')} className={styles.wide}>
        <Input
          value={drive.rootPath}
          maxLength={400}
          spellCheck={false}
          placeholder={t('chooseDrives.rootPathPlaceholder')}
          onChange={(_, { value }) => change({ rootPath: value })}
        />
      </Field>
    </div>
  );
}
