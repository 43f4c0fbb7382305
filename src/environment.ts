import { ConfigError } from "./config.ts";
import { firstLine } from "./log.ts";

/** The environment with what `.env` adds to it. */
export function loadEnvironment(): Readonly<Record<string, string | undefined>> {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  return process.env;
}

/** Why a program could not start, for the person who started it. */
export function refusal(error: unknown): string {
  return error instanceof ConfigError
    ? `The settings are wrong:\n${error.message}`
    : `Cannot start: ${firstLine(error)}`;
}
