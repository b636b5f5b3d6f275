export const maxSelectedIds = 5000;
