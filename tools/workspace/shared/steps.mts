const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Seconds with one decimal, for the end of a step's line. */
export function seconds(sinceMs: number): string {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}

/**
 * Shows the steps of a tool with their times: one plain line per finished step, and on a terminal one more line
 * below that says what is going on. Steps may run at the same time.
 */
export class Steps {
  private readonly active = new Map<string, number>();
  private readonly live = process.stdout.isTTY === true && !process.env.CI;
  private frame = 0;
  private timer: NodeJS.Timeout | undefined;

  /** Runs one step; `work` may return a few words that are shown behind its title. */
  async step<T>(title: string, work: () => Promise<T>, words?: (result: T) => string): Promise<T> {
    const started = performance.now();
    this.begin(title, started);
    try {
      const result = await work();
      const more = words?.(result);
      this.end(title, `✔ ${title}${more ? ` (${more})` : ''}  ${seconds(started)}`);
      return result;
    } catch (error) {
      this.end(title, `✖ ${title}  ${seconds(started)}`);
      throw error;
    }
  }

  /** A line between the steps. */
  print(line: string): void {
    this.clear();
    process.stdout.write(`${line}\n`);
    this.draw();
  }

  private begin(title: string, started: number): void {
    this.active.set(title, started);
    if (!this.live) return;
    this.timer ??= setInterval(() => this.draw(), 100);
    this.timer.unref();
    this.draw();
  }

  private end(title: string, line: string): void {
    this.active.delete(title);
    if (this.active.size === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
    }
    this.print(line);
  }

  private draw(): void {
    const first = [...this.active.values()][0];
    if (!this.live || first === undefined) return;
    const frame = FRAMES[this.frame++ % FRAMES.length] ?? '';
    const line = `${frame} ${[...this.active.keys()].join(', ')}  ${seconds(first)}`;
    process.stdout.write(`\r\x1b[K${line.slice(0, (process.stdout.columns ?? 80) - 1)}`);
  }

  private clear(): void {
    if (this.live) process.stdout.write('\r\x1b[K');
  }
}
