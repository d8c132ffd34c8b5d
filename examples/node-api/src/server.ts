import pg from "pg";
import { createClient } from "redis";

import { createApp, type Note } from "./app.js";

const port = Number(process.env.PORT ?? 3000);
const logLevel = process.env.LOG_LEVEL ?? "info";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL! });
const cache = createClient({ url: process.env.REDIS_URL! });
await cache.connect();

const app = createApp({
  async list() {
    await cache.incr("notes:reads");
    const { rows } = await pool.query<Note>("SELECT id, text FROM notes ORDER BY id");
    return rows;
  },
  async add(text) {
    const { rows } = await pool.query<Note>("INSERT INTO notes (text) VALUES ($1) RETURNING id, text", [text]);
    return rows[0];
  },
});
app.log.level = logLevel;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await app.close();
    await Promise.all([pool.end(), cache.quit()]);
  });
}

await app.listen({ host: "0.0.0.0", port });
