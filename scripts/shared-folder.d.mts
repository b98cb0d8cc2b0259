export function isOpenFolder(path: string): boolean;
export function sharedFolder(dataDir: string): string;
