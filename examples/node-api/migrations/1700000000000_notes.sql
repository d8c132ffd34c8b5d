-- Up Migration
CREATE TABLE notes (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    text text NOT NULL
);

-- Down Migration
DROP TABLE notes;
