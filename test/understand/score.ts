import { printScores } from "./scoreboard.ts";

printScores(process.argv.slice(2));
