import assert from "node:assert/strict";
import { test } from "node:test";

import { createApp } from "../dist/app.js";

function app() {
  const kept = [];
  return createApp({
    list: async () => kept,
    add: async (text) => {
      const note = { id: kept.length + 1, text };
      kept.push(note);
      return note;
    },
  });
}

test("health answers", async () => {
  const response = await app().inject("/health");
  assert.equal(response.statusCode, 200);
  assert.deepEqual(response.json(), { status: "ok" });
});

test("a note that is added is listed", async () => {
  const server = app();
  const added = await server.inject({ method: "POST", url: "/notes", payload: { text: "milk" } });
  assert.equal(added.statusCode, 201);
  assert.deepEqual((await server.inject("/notes")).json(), [{ id: 1, text: "milk" }]);
});

test("a note without text is refused", async () => {
  const response = await app().inject({ method: "POST", url: "/notes", payload: {} });
  assert.equal(response.statusCode, 400);
});
