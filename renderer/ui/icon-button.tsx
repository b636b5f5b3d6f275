import { Button, type ButtonProps, Tooltip } from '@fluentui/react-components';
import type { ReactElement } from 'react';

export interface IconButtonProps extends Pick<
  ButtonProps,
  'appearance' | 'size' | 'disabled' | 'disabledFocusable' | 'className' | 'tabIndex'
> {
  label: string;
  icon: ReactElement;
  onClick: () => void;
  expanded?: boolean;
}

export function IconButton({ label, icon, onClick, expanded, ...rest }: IconButtonProps) {
  return (
    <Tooltip content={label} relationship="label" withArrow>
      <Button
        appearance="subtle"
        size="small"
        {...rest}
        icon={icon}
        aria-expanded={expanded}
        onClick={onClick}
      />
    </Tooltip>
  );
}
