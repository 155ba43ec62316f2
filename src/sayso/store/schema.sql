-- The tables of a case file. Texts and structs are kept as bytes (UTF-8, JSON of sayso/model.py), so that what comes
-- out is what went in, code point for code point.
CREATE SEQUENCE IF NOT EXISTS puts;
CREATE TABLE IF NOT EXISTS about (format INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS pages (
    id       VARCHAR PRIMARY KEY,
    location BLOB NOT NULL,
    put      BIGINT NOT NULL,     -- order of putting: the greatest at a location is its current version
    page     BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS readings (
    page    VARCHAR PRIMARY KEY,
    reader  VARCHAR NOT NULL,     -- signature of the reader that made it
    reading BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS failures (location BLOB PRIMARY KEY, why BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS judgements (id VARCHAR PRIMARY KEY, put BIGINT NOT NULL, judgement BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS comparisons (key VARCHAR PRIMARY KEY, comparison BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS names (
    file   VARCHAR PRIMARY KEY,   -- name of the file that a user brought, without its folder
    digest VARCHAR NOT NULL,
    rows   BLOB NOT NULL          -- deflated
);
CREATE TABLE IF NOT EXISTS memory (name VARCHAR PRIMARY KEY, kept BLOB NOT NULL);  -- what comparing goes on from
