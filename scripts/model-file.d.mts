export const embeddedModel: {
  readonly name: string;
  readonly fileName: string;
  readonly sha256: string;
};
export function modelFilePath(dataDir: string): string;
export function ensureModelFile(options: {
  dataDir: string;
  say?: (line: string) => void;
}): Promise<string>;
