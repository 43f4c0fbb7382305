import type { Hono } from "hono";
import type { XeroConfig } from "../config.ts";
