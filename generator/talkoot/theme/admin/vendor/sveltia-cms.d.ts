/** What our page asks of the editor. */
export function init(): Promise<void>;

export function registerCustomFormat(
  name: string,
  extension: string,
  format: {
    fromFile(text: string): Record<string, any>;
    toFile(value: Record<string, any>): string;
  },
): void;
