-- What a codebook (:file) asks, a line a field: read by SQLite's own JSON, not by the reader of codebooks. What two codebooks may say in different ways is made
-- one: REDCap's names are small letters, values without labels are their own labels, an integer with categories is a closed list as well, REDCap's record always
-- has a number, two spaces on a page are one, and "true" of a boolean is its "1".
WITH survey AS (SELECT readfile(:file) AS text),
     field AS (SELECT f.value AS f, json_extract(f.value, '$.spwell') AS s, coalesce(lower(json_extract(f.value, '$.name')) = lower(json_extract(survey.text, '$.spwell.identifier')), 0) AS is_identifier FROM survey, json_each(survey.text, '$.fields') AS f)
SELECT lower(json_extract(f, '$.name')) AS name,
       'title=' || coalesce(json_extract(f, '$.title'), json_extract(f, '$.name')),
       'kind=' || CASE WHEN json_extract(s, '$.drop') THEN 'dropped'
            WHEN json_extract(f, '$.type') = 'list' THEN 'list'
            WHEN json_type(f, '$.categories') IS NOT NULL OR json_type(f, '$.constraints.enum') IS NOT NULL THEN 'closed'
            WHEN coalesce(json_extract(f, '$.type'), 'string') IN ('string', 'any') THEN iif(json_extract(s, '$.free_text'), 'text', 'term')
            WHEN json_extract(f, '$.type') = 'year' THEN 'integer' ELSE json_extract(f, '$.type') END,
       'answers=' || coalesce((SELECT group_concat(coalesce(json_extract(c.value, '$.value'), json_extract(c.value, '$')) || ':' || replace(coalesce(json_extract(c.value, '$.label'), json_extract(c.value, '$.value'), json_extract(c.value, '$')), '  ', ' '), '|')
            FROM (SELECT iif(type = 'object', value, json_quote(value)) AS value FROM json_each(coalesce(json_extract(f, '$.categories'), json_extract(f, '$.constraints.enum'), '[]'))) AS c), ''),
       'least=' || CASE WHEN json_extract(s, '$.drop') THEN '' ELSE coalesce(json_extract(f, '$.constraints.minimum'), '') END,
       'most=' || CASE WHEN json_extract(s, '$.drop') THEN '' ELSE coalesce(json_extract(f, '$.constraints.maximum'), '') END,
       'length=' || coalesce(json_extract(f, '$.constraints.maxLength'), iif(json_extract(s, '$.free_text') OR json_extract(s, '$.drop'), '', 64)),
       'words=' || CASE WHEN json_extract(f, '$.type') IS NOT 'boolean' OR json_extract(s, '$.drop') THEN '' WHEN coalesce(json_extract(f, '$.trueValues[0]'), 'true') IN ('1', 'true') THEN '1 0' ELSE json_extract(f, '$.trueValues[0]') || ' ' || json_extract(f, '$.falseValues[0]') END,
       'required=' || CASE WHEN json_extract(s, '$.drop') THEN 0 WHEN is_identifier THEN 1 ELSE coalesce(json_extract(f, '$.constraints.required'), 0) END,
       'identifier=' || is_identifier,
       'sensitive=' || (coalesce(json_extract(s, '$.sensitive'), 0) AND NOT coalesce(json_extract(s, '$.drop'), 0)),
       'ordered=' || coalesce(json_extract(f, '$.categoriesOrdered'), 0),
       'decimal=' || coalesce(json_extract(f, '$.decimalChar'), '.'),
       'missing=' || CASE WHEN json_extract(s, '$.drop') OR is_identifier THEN '' ELSE coalesce((SELECT group_concat(coalesce(json_extract(m.value, '$.value'), json_extract(m.value, '$')) || ':' || coalesce(json_extract(m.value, '$.label'), json_extract(m.value, '$.value'), json_extract(m.value, '$')), '|')
            FROM (SELECT iif(type = 'object', value, json_quote(value)) AS value FROM json_each(coalesce(json_extract(f, '$.missingValues'), json_extract(survey.text, '$.missingValues'), '[]'))) AS m
            WHERE coalesce(json_extract(m.value, '$.value'), json_extract(m.value, '$')) <> ''), '') END,
       'asked=' || coalesce(json_extract(s, '$.asked_if.field') || ' ' || replace(coalesce(json_extract(s, '$.asked_if.values'), ''), '"true"', '"1"') || coalesce(json_extract(s, '$.asked_if.minimum'), '') || '..' || coalesce(json_extract(s, '$.asked_if.maximum'), ''), '')
FROM survey, field ORDER BY name;
