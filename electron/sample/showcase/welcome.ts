export const WELCOME = `# Welcome to the sample drive

This is a OneDrive in a box. It runs on this computer only, needs no account and no network, and starts over each
time: try whatever you like.

- **Finance / Invoices** has three years of numbered files, to sort and to search.
- **Pictures** has pictures with thumbnails; press Space for a preview.
- **Finance / Budget 2026 (open elsewhere).xlsx** is locked, as if somebody had it open.
- **Team handbook** is shared by you; **Shared** shows what others share with you.
- **Recipes** is a notebook: shown, but opened in OneNote only.
- Drop files and folders from your system here, save them, rename them, delete them, and take it back.
`;
