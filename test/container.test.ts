import { ValidationSeverity, validate } from "dockerfile-utils";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { environmentNames } from "../src/config.ts";
import { readFile } from "./house/imports.ts";

/** What runs in a container is checked as text: there is no Docker engine where these tests run. */
const dockerfile = readFile("Dockerfile");

it("the Dockerfile passes its linter, with every check an error", () => {
  const every = ValidationSeverity.ERROR;
  const settings = {
    deprecatedMaintainer: every,
    directiveCasing: every,
    emptyContinuationLine: every,
    instructionCasing: every,
    instructionCmdMultiple: every,
    instructionEntrypointMultiple: every,
    instructionHealthcheckMultiple: every,
    instructionJSONInSingleQuotes: every,
    instructionWorkdirRelative: every,
  };
  expect(validate(dockerfile, settings).map((it) => it.message)).toEqual([]);
  expect(validate("FROM node\nCMD a\nCMD b\nWORKDIR app\n", settings)).not.toEqual([]);
});

it("the container runs as a user, from the agreed image, with a health check and one volume", () => {
  const instructions = dockerfile.split("\n");
  expect(instructions).toContain("FROM node:24-slim");
  expect(instructions.indexOf("USER node")).toBeGreaterThan(
    instructions.findIndex((it) => it.startsWith("RUN mkdir")),
  );
  expect(instructions.filter((it) => it.startsWith("VOLUME"))).toEqual(["VOLUME /app/data"]);
  expect(dockerfile).toMatch(/^HEALTHCHECK .*\\\n\s+CMD .*\/health/m);
  expect(dockerfile).not.toMatch(/^(?:ADD|EXPOSE 22)\b|:latest|curl .*\| *sh/m);
});

it("the container starts what npm start does", () => {
  const { scripts } = JSON.parse(readFile("package.json")) as { scripts: { start: string } };
  expect(dockerfile).toContain(`CMD ${JSON.stringify(scripts.start.split(" ")).replaceAll(",", ", ")}`);
});

it("compose keeps the bot to this machine, read-only and without privileges", () => {
  const { services } = parse(readFile("compose.yaml"), { merge: true });
  for (const name of ["bot", "bot-postgres"]) {
    expect(services[name]).toMatchObject({
      ports: ["127.0.0.1:3000:3000"],
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
      volumes: ["data:/app/data"],
    });
  }
  expect(services.bot.profiles).toBeUndefined();
  expect(services["bot-postgres"].profiles).toEqual(["postgres"]);
  expect(services.postgres.ports).toBeUndefined();
});

it("compose runs two for the web and two that work behind one door, which alone is reached from outside", () => {
  const { services, configs } = parse(readFile("compose.yaml"), { merge: true });
  const many = Object.keys(services).filter((name) => services[name].profiles?.includes("many"));
  expect(new Set(many)).toEqual(new Set(["door", "postgres", "web", "worker"]));
  for (const role of ["web", "worker"]) {
    expect(services[role]).toMatchObject({
      ports: [],
      deploy: { replicas: 2 },
      environment: { ROLE: role, LOCAL_CHAT: "off" },
      read_only: true,
      cap_drop: ["ALL"],
    });
    expect(services[role].environment.DATABASE_URL).toMatch(/^postgres:\/\/.*@postgres\/justpayme$/);
    expect(services[role].volumes).toBeUndefined();
  }
  // Every setting that is named is one that the program reads.
  expect(Object.keys(services.web.environment).every((name) => environmentNames.includes(name))).toBe(true);
  expect(configs.door.content).toMatch(/name web\s+port 3000/);
  expect(services.door.cap_drop).toEqual(["ALL"]);
  expect(services.postgres.ports).toBeUndefined();
});

it("the example environment lists every name that is read, once and unset", () => {
  const names = readFile(".env.example")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("# "))
    .map((line) => line.replace(/^#/, ""));
  expect(names.every((line) => /^[A-Z_]+=/.test(line))).toBe(true);
  expect(names.map((line) => line.split("=")[0]).sort()).toEqual([...environmentNames].sort());
});
