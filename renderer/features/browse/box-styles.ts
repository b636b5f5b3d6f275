import { shorthands, tokens, type GriffelStyle } from '@fluentui/react-components';

export const boxStyle: GriffelStyle = {
  display: 'flex',
  alignItems: 'center',
  minWidth: '96px',
  boxSizing: 'border-box',
  padding: `0 ${tokens.spacingHorizontalXS} 0 ${tokens.spacingHorizontalS}`,
  gap: tokens.spacingHorizontalXS,
  border: `1px solid ${tokens.colorNeutralStroke1}`,
  borderRadius: tokens.borderRadiusMedium,
  color: tokens.colorNeutralForeground3,
  ':focus-within': shorthands.borderColor(tokens.colorCompoundBrandStroke),
};

export const boxInputStyle: GriffelStyle = {
  flex: 1,
  minWidth: 0,
  padding: 0,
  border: 'none',
  outlineStyle: 'none',
  background: 'none',
  font: 'inherit',
  fontSize: tokens.fontSizeBase300,
  color: tokens.colorNeutralForeground1,
  '::placeholder': { color: tokens.colorNeutralForeground3, opacity: 1 },
};

export const boxClearStyle: GriffelStyle = {
  display: 'flex',
  padding: '4px',
  border: 'none',
  borderRadius: tokens.borderRadiusMedium,
  background: 'none',
  color: 'inherit',
  ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
};
