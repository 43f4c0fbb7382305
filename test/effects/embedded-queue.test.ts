import { createEmbeddedQueue } from "../../src/effects/embedded-queue.ts";
import { onEveryStore } from "../helpers/stores.ts";
import { queueContract } from "./queue.contract.ts";

onEveryStore((maker) => {
  queueContract(maker, (ports) => createEmbeddedQueue({ ...ports, shared: false }));
});
