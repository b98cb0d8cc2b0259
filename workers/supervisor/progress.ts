/** Tells a person what takes its time, with seconds; plain lines, so that a log file reads well too. */
export interface Progress {
  say(line: string): void;
  step<T>(label: string, work: () => Promise<T>): Promise<T>;
}

const sayAgainEveryMs = 10_000;

export function createProgress(write: (text: string) => void): Progress {
  const say = (line: string) => write(`  ${line}\n`);
  return {
    say,
    step: async (label, work) => {
      const startedAt = Date.now();
      const seconds = () => ((Date.now() - startedAt) / 1000).toFixed(1);
      const reminder = setInterval(() => say(`${label} … ${seconds()} s`), sayAgainEveryMs);
      try {
        const result = await work();
        say(`${label}: ${seconds()} s`);
        return result;
      } finally {
        clearInterval(reminder);
      }
    },
  };
}
