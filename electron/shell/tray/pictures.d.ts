declare module '*.png?inline' {
  const dataUrl: string;
  // oxlint-disable-next-line import/no-default-export -- as Vite has it
  export default dataUrl;
}
