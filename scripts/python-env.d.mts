export interface PythonEnv {
  /** Folder of the virtual environment; `bin/python3` in it. */
  readonly python: string;
  /** Folder that holds the package `runner/`. */
  readonly runner: string;
}
export function pythonEnvFolder(dataDir: string): string;
export function isPythonEnvReady(dataDir: string): boolean;
export function ensurePythonEnv(options: {
  dataDir: string;
  log?: (line: string) => void;
}): PythonEnv;
export function placeRunner(dataDir: string): string;
