"""The schema and its migrations. ``user_version`` counts the migrations a file has been through."""

import sqlite3
from typing import Final

from dyadlog.errors import StoreError

APPLICATION_ID: Final = 0x64796164
"""``dyad`` in ASCII: marks a SQLite file as ours."""

MIGRATIONS: Final = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    -- A page of certain bytes, everywhere it was met, with what the user said about it there.
    CREATE TABLE appearances (
        location TEXT NOT NULL, page_id TEXT NOT NULL, media_type TEXT NOT NULL,
        url TEXT, outlet TEXT, published TEXT,
        PRIMARY KEY (location, page_id)
    ) WITHOUT ROWID;
    CREATE INDEX appearances_page ON appearances (page_id);

    -- What the page step found in a page, whole; claims, documents and sentences below are made from it.
    CREATE TABLE readings (
        page_id TEXT PRIMARY KEY, reading_key TEXT NOT NULL, document_id TEXT, payload BLOB NOT NULL
    );
    CREATE INDEX readings_document ON readings (document_id);

    CREATE TABLE documents (
        document_id TEXT PRIMARY KEY, page_id TEXT NOT NULL, location TEXT NOT NULL, outlet TEXT, published TEXT,
        record BLOB NOT NULL
    );
    CREATE TABLE sentences (
        number INTEGER PRIMARY KEY, sentence_id TEXT NOT NULL, document_id TEXT NOT NULL,
        position INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL
    );
    CREATE INDEX sentences_document ON sentences (document_id);
    CREATE VIRTUAL TABLE sentence_words USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2');

    CREATE TABLE claims (
        claim_id TEXT PRIMARY KEY, document_id TEXT NOT NULL, sentence INTEGER NOT NULL, start INTEGER NOT NULL,
        event_type TEXT, kind TEXT NOT NULL, modality TEXT NOT NULL, date_start TEXT, date_end TEXT,
        record BLOB NOT NULL
    );
    CREATE INDEX claims_document ON claims (document_id);
    CREATE TABLE events (
        event_id TEXT PRIMARY KEY, event_type TEXT NOT NULL, kind TEXT NOT NULL, modality TEXT NOT NULL,
        date_start TEXT, date_end TEXT, part_of TEXT, record BLOB NOT NULL
    );
    CREATE TABLE event_claims (claim_id TEXT PRIMARY KEY, event_id TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX event_claims_event ON event_claims (event_id);
    CREATE TABLE instruments (instrument_id TEXT PRIMARY KEY, record BLOB NOT NULL);
    CREATE TABLE instrument_claims (
        claim_id TEXT NOT NULL, instrument_id TEXT NOT NULL, PRIMARY KEY (claim_id, instrument_id)
    ) WITHOUT ROWID;
    CREATE TABLE findings (finding_id TEXT PRIMARY KEY, kind TEXT NOT NULL, record BLOB NOT NULL);
    CREATE TABLE actors (actor_id TEXT PRIMARY KEY, name TEXT NOT NULL, record BLOB NOT NULL);
    -- The states that take part in a record of any table (the key of the dyad view), and in events also the people.
    CREATE TABLE participants (state TEXT NOT NULL, record_id TEXT NOT NULL, PRIMARY KEY (state, record_id))
        WITHOUT ROWID;
    CREATE INDEX participants_record ON participants (record_id);

    -- Identity is a mapping that can be undone; an id that changed leads on to the new one.
    CREATE TABLE identities (local_id TEXT PRIMARY KEY, actor_id TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE copies (document_id TEXT PRIMARY KEY, original_id TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE aliases (old_id TEXT PRIMARY KEY, new_id TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE issues (issue_id TEXT PRIMARY KEY, page_id TEXT, location TEXT NOT NULL, record BLOB NOT NULL);
    CREATE TABLE parses (parse_key TEXT PRIMARY KEY, page_id TEXT, blob BLOB NOT NULL);
    """,
    """
    -- When pages that give no date were published, as far as other pages tell.
    CREATE TABLE inferred_dates (document_id TEXT PRIMARY KEY, record BLOB NOT NULL);
    """,
    """
    -- What comparing across pages keeps, so that one more page costs one more page: items with the keys they are found
    -- under and the days (ordinals) these hold for, how pages name actors, the sketches of texts, prints of one text,
    -- and in which blocks of time a page has claims.
    CREATE TABLE shelf (
        number INTEGER PRIMARY KEY, shelf TEXT NOT NULL, item_id TEXT NOT NULL, document_id TEXT NOT NULL,
        component TEXT NOT NULL, record BLOB NOT NULL
    );
    CREATE UNIQUE INDEX shelf_items ON shelf (shelf, item_id);
    CREATE INDEX shelf_documents ON shelf (document_id);
    CREATE INDEX shelf_components ON shelf (shelf, component);
    CREATE TABLE shelf_keys (
        key INTEGER NOT NULL, last INTEGER NOT NULL, number INTEGER NOT NULL, first INTEGER NOT NULL,
        strong INTEGER NOT NULL, PRIMARY KEY (key, last, number)
    ) WITHOUT ROWID;
    CREATE TABLE namings (
        actor_id TEXT NOT NULL, document_id TEXT NOT NULL, slot TEXT NOT NULL, value TEXT NOT NULL,
        count INTEGER NOT NULL, place TEXT NOT NULL, PRIMARY KEY (actor_id, document_id, slot, value)
    ) WITHOUT ROWID;
    CREATE INDEX namings_slot ON namings (slot, value);
    CREATE TABLE sketches (document_id TEXT PRIMARY KEY, sketch BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE prints (document_id TEXT NOT NULL, other_id TEXT NOT NULL, PRIMARY KEY (document_id, other_id))
        WITHOUT ROWID;
    CREATE TABLE presence (block INTEGER NOT NULL, document_id TEXT NOT NULL, PRIMARY KEY (block, document_id))
        WITHOUT ROWID;

    -- A finding stands once for every scope it was found in; that of the lowest rank is shown.
    DROP TABLE findings;
    CREATE TABLE findings (
        finding_id TEXT NOT NULL, scope TEXT NOT NULL, rank INTEGER NOT NULL, kind TEXT NOT NULL, record BLOB NOT NULL,
        PRIMARY KEY (finding_id, scope)
    ) WITHOUT ROWID;
    CREATE INDEX findings_scope ON findings (scope);
    ALTER TABLE instruments ADD COLUMN deadline TEXT;
    ALTER TABLE instruments ADD COLUMN last_heard TEXT;
    CREATE INDEX events_kind ON events (kind, date_start);
    CREATE INDEX events_long ON events (kind) WHERE substr(date_end, 1, 4) - substr(date_start, 1, 4) > 1;
    CREATE INDEX events_open ON events (kind, date_start) WHERE date_end IS NULL;
    DELETE FROM meta WHERE key = 'consolidation';
    -- Documents that came or went since the record was last brought together.
    CREATE TABLE pending (document_id TEXT PRIMARY KEY, gone INTEGER NOT NULL) WITHOUT ROWID;

    -- What people decided; never dropped, whatever is read again.
    CREATE TABLE rulings (number INTEGER PRIMARY KEY AUTOINCREMENT, record BLOB NOT NULL);
    """,
    """
    -- What lists and filters ask of documents, without their text; the text itself stands apart.
    CREATE TABLE articles (document_id TEXT PRIMARY KEY, record BLOB NOT NULL);
    INSERT INTO articles SELECT document_id, record FROM documents;
    CREATE TABLE document_lines (
        document_id TEXT PRIMARY KEY, page_id TEXT NOT NULL, location TEXT NOT NULL, outlet TEXT, published TEXT,
        precision TEXT, method TEXT, not_before TEXT, not_after TEXT, not_after_method TEXT,
        title TEXT, url TEXT, genre TEXT NOT NULL, language TEXT NOT NULL
    ) WITHOUT ROWID;
    INSERT INTO document_lines
        SELECT document_id, page_id, location, outlet, published,
               json_extract(text, '$.publication.precision'), json_extract(text, '$.publication.method'),
               json_extract(text, '$.publication.not_before'), json_extract(text, '$.publication.not_after'),
               json_extract(text, '$.publication.not_after_method'), json_extract(text, '$.title.value'),
               json_extract(text, '$.url.value'), json_extract(text, '$.genre'), json_extract(text, '$.language')
        FROM (SELECT *, CAST(record AS TEXT) AS text FROM documents);
    DROP TABLE documents;
    ALTER TABLE document_lines RENAME TO documents;
    CREATE INDEX documents_location ON documents (location);
    CREATE INDEX documents_published ON documents (published);

    ALTER TABLE claims ADD COLUMN negated INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE claims ADD COLUMN confidence REAL NOT NULL DEFAULT 0;
    UPDATE claims SET
        negated = json_extract(CAST(record AS TEXT), '$.negated'),
        confidence = json_extract(CAST(record AS TEXT), '$.confidence');
    ALTER TABLE findings ADD COLUMN event_id TEXT;
    ALTER TABLE findings ADD COLUMN instrument_id TEXT;
    CREATE INDEX findings_event ON findings (event_id, kind) WHERE event_id IS NOT NULL;
    CREATE INDEX findings_instrument ON findings (instrument_id) WHERE instrument_id IS NOT NULL;
    CREATE INDEX events_part ON events (part_of) WHERE part_of IS NOT NULL;
    CREATE INDEX issues_page ON issues (page_id);

    -- Two states, as 'ECU-PER', and what both take part in: claims, the documents of these, instruments, and findings
    -- ('finding:denial'). Events stand in pair_events, in the order in which they are listed; '' is a day not known.
    CREATE TABLE pair_records (
        pair TEXT NOT NULL, sort TEXT NOT NULL, record_id TEXT NOT NULL, PRIMARY KEY (pair, sort, record_id)
    ) WITHOUT ROWID;
    CREATE INDEX pair_records_record ON pair_records (record_id);
    INSERT INTO pair_records
        SELECT a.state || '-' || b.state, 'claim', c.claim_id FROM claims c
        JOIN participants a ON a.record_id = c.claim_id JOIN participants b ON b.record_id = c.claim_id
        WHERE a.state < b.state;
    INSERT OR IGNORE INTO pair_records
        SELECT pair, 'document', document_id FROM pair_records JOIN claims ON claim_id = record_id;
    CREATE TABLE pair_events (
        pair TEXT NOT NULL, sort_day TEXT NOT NULL, first TEXT NOT NULL, event_id TEXT NOT NULL, last TEXT NOT NULL,
        precision TEXT, method TEXT, event_type TEXT NOT NULL, kind TEXT NOT NULL, quad_class INTEGER NOT NULL,
        goldstein REAL, modality TEXT NOT NULL, negated INTEGER NOT NULL, disputed INTEGER NOT NULL,
        confidence REAL NOT NULL, report_confidence REAL NOT NULL, origins INTEGER NOT NULL,
        documents INTEGER NOT NULL, reported TEXT, part_of TEXT, contexts TEXT NOT NULL, outlets TEXT NOT NULL,
        doers TEXT NOT NULL, targets TEXT NOT NULL, territory TEXT NOT NULL, recipients INTEGER NOT NULL,
        PRIMARY KEY (pair, sort_day DESC, first DESC, event_id)
    ) WITHOUT ROWID;
    CREATE INDEX pair_events_event ON pair_events (event_id);
    CREATE TABLE event_outlets (event_id TEXT NOT NULL, outlet TEXT NOT NULL, PRIMARY KEY (event_id, outlet))
        WITHOUT ROWID;
    CREATE TABLE pairs (
        pair TEXT PRIMARY KEY, events INTEGER NOT NULL, documents INTEGER NOT NULL,
        first TEXT, last TEXT, reported TEXT
    ) WITHOUT ROWID;
    DELETE FROM meta WHERE key = 'consolidation';

    -- A name for this file, and how often pages and the record made of them changed, so that readers can tell.
    INSERT INTO meta VALUES ('file', lower(hex(randomblob(6)))), ('pages', '0'), ('gatherings', '0');
    """,
    """
    -- Beside the words of a sentence, words of ours for its page: its outlet, year, and pairs of states.
    CREATE VIRTUAL TABLE page_words USING fts5 (words, page, tokenize = 'unicode61 remove_diacritics 2');
    INSERT INTO page_words (rowid, words, page)
        SELECT s.number, w.words,
               iif(d.outlet IS NULL, '', 'o' || hex(d.outlet)) || coalesce(' y' || substr(d.published, 1, 4), '')
               || coalesce(' p' || (SELECT group_concat(replace(pair, '-', ''), ' p') FROM pair_records
                                    WHERE record_id = s.document_id AND sort = 'document'), '')
        FROM sentences s JOIN sentence_words w ON w.rowid = s.number JOIN documents d USING (document_id);
    DROP TABLE sentence_words;
    ALTER TABLE page_words RENAME TO sentence_words;
    CREATE INDEX findings_kind ON findings (kind, finding_id);
    CREATE INDEX pairs_events ON pairs (events DESC, pair);
    """,
    """
    -- Rulings that stand at words of their own, with the claim or sentence that they are attached to now.
    ALTER TABLE rulings ADD COLUMN kind TEXT NOT NULL DEFAULT '';
    UPDATE rulings SET kind = json_extract(CAST(record AS TEXT), '$.kind');
    CREATE TABLE decisions (
        number INTEGER PRIMARY KEY, author TEXT NOT NULL, page_id TEXT NOT NULL, document_id TEXT NOT NULL,
        record_id TEXT
    );
    CREATE INDEX decisions_page ON decisions (page_id);
    CREATE INDEX decisions_document ON decisions (document_id);
    CREATE INDEX decisions_record ON decisions (record_id);

    -- Claims stand in their table as people decided, and those rejected do not stand in it; here they are as found,
    -- where that differs. What was altered since the record was last brought together must be brought in anew.
    CREATE TABLE found_claims (claim_id TEXT PRIMARY KEY, document_id TEXT NOT NULL, record BLOB NOT NULL);
    CREATE INDEX found_claims_document ON found_claims (document_id);
    CREATE INDEX sentences_id ON sentences (sentence_id);
    CREATE INDEX namings_document ON namings (document_id);
    CREATE INDEX presence_document ON presence (document_id);
    CREATE TABLE altered (claim_id TEXT PRIMARY KEY, document_id TEXT NOT NULL) WITHOUT ROWID;
    """,
    """
    -- Where events happened; countries as 'KEN,UGA'.
    CREATE TABLE event_places (
        event_id TEXT NOT NULL, name TEXT NOT NULL, countries TEXT NOT NULL, lat REAL, lon REAL,
        PRIMARY KEY (event_id, name)
    ) WITHOUT ROWID;
    INSERT OR IGNORE INTO event_places
        SELECT event_id, json_extract(p.value, '$.name'),
               coalesce((SELECT group_concat(value) FROM json_each(p.value, '$.countries')), ''),
               json_extract(p.value, '$.lat'), json_extract(p.value, '$.lon')
        FROM events, json_each(CAST(record AS TEXT), '$.places') p;
    """,
    """
    -- Events of other data sets, beside the record: nothing of it is made from them. Days as 'YYYY-MM-DD', states as
    -- 'KEN,UGA'; two states stand as in pair_records.
    CREATE TABLE foreign_events (
        number INTEGER PRIMARY KEY, source TEXT NOT NULL, foreign_id TEXT NOT NULL, first TEXT NOT NULL,
        last TEXT NOT NULL, code TEXT NOT NULL, words TEXT, event_type TEXT, mode TEXT, quad_class INTEGER, cameo TEXT,
        actors TEXT NOT NULL, actor_name TEXT, recipients TEXT NOT NULL, recipient_name TEXT, territory TEXT NOT NULL,
        place TEXT, lat REAL, lon REAL, mentions INTEGER, sources INTEGER, articles INTEGER,
        deaths INTEGER, deaths_low INTEGER, deaths_high INTEGER, reference TEXT,
        file TEXT NOT NULL, line INTEGER NOT NULL
    );
    CREATE UNIQUE INDEX foreign_events_id ON foreign_events (source, foreign_id);
    CREATE TABLE foreign_pairs (
        pair TEXT NOT NULL, source TEXT NOT NULL, first TEXT NOT NULL, number INTEGER NOT NULL,
        PRIMARY KEY (pair, source, first, number)
    ) WITHOUT ROWID;
    CREATE INDEX foreign_pairs_number ON foreign_pairs (number);
    CREATE TABLE foreign_mentions (
        source TEXT NOT NULL, foreign_id TEXT NOT NULL, link TEXT NOT NULL, sentence INTEGER NOT NULL,
        outlet TEXT NOT NULL, PRIMARY KEY (source, foreign_id, link, sentence)
    ) WITHOUT ROWID;
    CREATE TABLE foreign_files (
        file_id TEXT NOT NULL, asked TEXT NOT NULL, source TEXT NOT NULL, name TEXT NOT NULL, first TEXT, last TEXT,
        rows INTEGER NOT NULL, kept INTEGER NOT NULL, bad INTEGER NOT NULL, PRIMARY KEY (source, file_id, asked)
    ) WITHOUT ROWID;
    """,
    """
    -- How many dated events of each year two states have, as '{"1998": 4}'.
    ALTER TABLE pairs ADD COLUMN years TEXT NOT NULL DEFAULT '{}';
    UPDATE pairs SET years = (
        SELECT json_group_object(year, events) FROM (
            SELECT substr(sort_day, 1, 4) AS year, count(*) AS events FROM pair_events y
            WHERE y.pair = pairs.pair AND sort_day > '' GROUP BY year ORDER BY year));
    """,
    """
    -- The sketches of texts stand on a shelf, and so does how all pages together name each actor.
    DELETE FROM meta WHERE key = 'consolidation' AND EXISTS (SELECT 1 FROM sketches);
    DROP TABLE sketches;
    CREATE INDEX prints_other ON prints (other_id);
    CREATE INDEX issues_location ON issues (location);
    CREATE INDEX events_first_day ON events (substr(date_start, 6));
    CREATE INDEX events_last_day ON events (substr(date_end, 6));
    """,
    """
    -- When the lines of two states were last changed: the number of the gathering before.
    ALTER TABLE pairs ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
    """,
    """
    -- In which blocks of time a page has claims, for every two states of them and, as '', for any.
    DELETE FROM meta WHERE key = 'consolidation' AND EXISTS (SELECT 1 FROM presence);
    DROP TABLE presence;
    CREATE TABLE presence (
        block INTEGER NOT NULL, pair TEXT NOT NULL, document_id TEXT NOT NULL, PRIMARY KEY (block, pair, document_id)
    ) WITHOUT ROWID;
    CREATE INDEX presence_document ON presence (document_id);
    """,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file up to this version's schema; refuse files that are not ours or are newer than we are."""
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application_id != APPLICATION_ID and tables:
        raise StoreError("this SQLite file was not made by dyadlog")
    if version > len(MIGRATIONS):
        raise StoreError(f"this file was written by a newer dyadlog (schema {version}, known {len(MIGRATIONS)})")
    for number in range(version, len(MIGRATIONS)):
        connection.executescript(
            f"BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION_ID};"
            f"{MIGRATIONS[number]} PRAGMA user_version = {number + 1}; COMMIT;"
        )
