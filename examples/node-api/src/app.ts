import Fastify, { type FastifyInstance } from "fastify";

export interface Note {
  id: number;
  text: string;
}

/** What the routes need; the server gives the real one, tests give a list. */
export interface Notes {
  list(): Promise<Note[]>;
  add(text: string): Promise<Note>;
}

export function createApp(notes: Notes): FastifyInstance {
  const app = Fastify({ logger: true });

  app.get("/health", async () => ({ status: "ok" }));

  app.get("/notes", async () => notes.list());

  app.post<{ Body: { text: string } }>(
    "/notes",
    { schema: { body: { type: "object", required: ["text"], properties: { text: { type: "string", minLength: 1 } } } } },
    async (request, reply) => reply.code(201).send(await notes.add(request.body.text)),
  );

  return app;
}
