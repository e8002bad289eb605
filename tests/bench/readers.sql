-- Ten readers and ten leads for each of the %(people)s participants of population.sql, spread over
-- its regions as these are: one of twelve has three of every ten. Everything follows from numbers.

CREATE TEMP TABLE one AS
SELECT i AS id,
       width_bucket((i * 37) %% 100, ARRAY[0, 30, 44, 56, 66, 74, 81, 87, 92, 96, 98, 99]) AS region,
       (ARRAY['Anna', 'Bram', 'Fatima', 'Jan', 'Kees', 'Sanne', 'Yusuf'])[1 + i %% 7] AS first,
       (ARRAY['Jansen', 'Berg', 'Vries', 'Bakker', 'Yilmaz', 'Smit'])[1 + i %% 6] || i AS last,
       (ARRAY['installation', 'construction', 'metal', 'electrical', 'other'])[1 + i %% 5] AS branch,
       now() - (i %% 1400) * interval '1 day' - interval '1 hour' AS since
FROM generate_series(1, 10 * %(people)s) AS i;

-- A link for a partner in each region and three more in the largest, opened on most days.
INSERT INTO recruitment_channel (id, region_id, name, code, is_active)
SELECT id, CASE WHEN id <= 12 THEN id ELSE 1 END, 'Link ' || id, 'link' || id, true
FROM generate_series(1, 15) AS id;
INSERT INTO recruitment_channelday (channel_id, day, visits)
SELECT id, current_date - d, 1 + (id * d) %% 40
FROM generate_series(1, 15) AS id, generate_series(1, 400) AS d;

-- Of ten leads four wait, one is on the reserve list, two were admitted and three did not go on.
-- Those who were decided about, or silent, for long are erased, as in a portal that runs.
INSERT INTO recruitment_lead (id, first_name, infix, last_name, folded_name, region_id, email, phone,
                              language, branch, question, status, channel_id, owner_id, next_step,
                              next_on, decision, privacy_version, created_at, moved_at, touched_at,
                              erased_at)
SELECT id, CASE WHEN gone THEN '' ELSE first END, '', CASE WHEN gone THEN '–' ELSE last END,
       CASE WHEN gone THEN '' ELSE lower(last || ' ' || first) END, region,
       CASE WHEN gone THEN '' ELSE 'lezer' || id || '@bench.example' END, '', 'nl', branch,
       CASE WHEN gone OR id %% 3 > 0 THEN '' ELSE 'Op welke dag zijn de lessen?' END, how.state,
       CASE WHEN id %% 4 = 0 THEN region END,
       CASE WHEN id %% 10 > 1 AND NOT gone THEN region + 1 END, '',
       CASE WHEN id %% 10 IN (2, 3) THEN current_date + (id %% 30)::int - 10 END, '', 'bench',
       since, since + interval '1 day', since + interval '1 day',
       CASE WHEN gone THEN since + interval '30 days' END
FROM one,
     LATERAL (SELECT (ARRAY['new', 'new', 'spoken', 'intake', 'reserve', 'admitted', 'admitted',
                            'rejected', 'rejected', 'withdrawn'])[1 + id %% 10],
                     id %% 10 > 6 AND since < now() - interval '30 days'
                     OR id %% 10 = 0 AND since < now() - interval '1 year') AS found (state, gone),
     LATERAL (SELECT CASE WHEN gone AND found.state = 'new' THEN 'withdrawn' ELSE found.state END
             ) AS how (state);
INSERT INTO recruitment_application (id, first_name, infix, last_name, folded_name, lead_id, phone,
                                     employer_name, employer_place, employment, branch, education,
                                     education_note, years, motivation, privacy_version, created_at)
SELECT id, first_name, '', last_name, folded_name, id, '', '', '', '', branch, 'mbo4', '', 20,
       'Ik wil mijn vak doorgeven.', 'bench', created_at
FROM recruitment_lead WHERE id %% 5 > 0;
INSERT INTO recruitment_heardfrom (lead_id, source)
SELECT id, (ARRAY['partner', 'colleague', 'school', 'search'])[1 + id %% 4] FROM one;
INSERT INTO recruitment_leadnote (lead_id, author_id, text, created_at)
SELECT id, region_id + 1, 'Belt terug', created_at FROM recruitment_lead
WHERE id %% 4 = 0 AND erased_at IS NULL;

-- Of ten readers eight read, one has not confirmed and one left; one in two wants both topics.
INSERT INTO newsletters_subscription (id, region_id, email, first_name, language, branch, channel_id,
                                      status, key, asked_at, reminded_at, confirmed_at, ended_at)
SELECT id, region, 'lezer' || id || '@bench.example', first, CASE WHEN id %% 9 = 0 THEN 'en' ELSE 'nl' END,
       branch, CASE WHEN id %% 4 = 0 THEN region END,
       CASE WHEN id %% 10 = 5 THEN 'pending' WHEN id %% 10 = 6 THEN 'ended' ELSE 'confirmed' END,
       md5(id::text), asked, NULL, CASE WHEN id %% 10 <> 5 THEN asked END,
       CASE WHEN id %% 10 = 6 THEN now() - (id %% 360) * interval '1 day' END
FROM one, LATERAL (SELECT CASE WHEN id %% 10 = 5 THEN now() - (id %% 48) * interval '1 hour'
                               ELSE since - interval '3 days' END) AS moment (asked);
INSERT INTO newsletters_subscriptiontopic (subscription_id, topic)
SELECT id, 'recruitment' FROM one UNION ALL SELECT id, 'meetings' FROM one WHERE id %% 2 = 0;
INSERT INTO newsletters_consent (subscription_id, region_id, address, digest, act, topics, page,
                                 language, wording_version, wording, privacy_version, at)
SELECT id, region_id, email, md5(email) || md5(email), act, 'recruitment', '/newsletter/', 'nl', '1', '',
       'bench', asked_at
FROM newsletters_subscription, (VALUES ('given'), ('confirmed')) AS said (act)
WHERE act = 'given' OR confirmed_at IS NOT NULL;
-- Addresses that came back, or said stop.
INSERT INTO outbox_suppression (address, scope, reason, note, created_at)
SELECT 'lezer' || id || '@bench.example', 'all', 'bounce', '', now() FROM one WHERE id %% 100 = 3;

-- Everybody who takes part in a branch, or came by a link and not from the reserve list.
INSERT INTO newsletters_audience (id, region_id, name, created_at, revision)
VALUES (1, 1, 'Techniek', now(), 1);
INSERT INTO newsletters_condition (audience_id, block, field, is_not, value)
VALUES (1, 0, 'branch', false, 'installation'), (1, 0, 'branch', false, 'metal'),
       (1, 0, 'channel', false, '1'), (1, 1, 'applied', true, 'reserve'), (1, 2, 'topic', false, 'meetings');

-- A newsletter a week in each region, and one of the largest that everybody got.
INSERT INTO newsletters_letterhead (region_id, name, colour, sender, reply_to, per_hour)
SELECT id, 'HTO', '#0e5460', '3011 AA Rotterdam', '', 2000 FROM generate_series(1, 12) AS id;
INSERT INTO newsletters_newsletter (id, region_id, author_id, topic, audience_id, status, approved,
                                    queued_at, started_at, finished_at, created_at, revision)
SELECT id, region, region + 1, 'recruitment', NULL, CASE WHEN draft THEN 'draft' ELSE 'sent' END,
       CASE WHEN NOT draft THEN 1 END, sent, sent, sent, now() - (id / 12) * interval '7 days', 1
FROM generate_series(1, 720) AS id,
     LATERAL (SELECT 1 + (id - 1) %% 12, id > 12 AND id <= 24) AS of (region, draft),
     LATERAL (SELECT CASE WHEN NOT draft THEN now() - (id / 12) * interval '7 days' END) AS at (sent);
UPDATE newsletters_newsletter SET audience_id = 1 WHERE id = 13;
INSERT INTO newsletters_newslettertext (newsletter_id, language, subject, preheader, body)
SELECT id, 'nl', 'Nieuws ' || id, '', repeat('Op 12 maart begint een nieuwe groep. ', 40)
FROM newsletters_newsletter;
INSERT INTO outbox_message (id, key, kind, stream, "to", subject, text, html, headers, status, attempts,
                            not_before, sent_at, error, message_id, created_at)
SELECT 10000000 + id, 'newsletter:1:' || id, 'newsletter', 'newsletter', 'lezer' || id || '@bench.example',
       '', '', '', '{}', CASE WHEN id %% 80 = 0 THEN 'bounced' ELSE 'sent' END, 1, now(), now(), '',
       '<' || id || '@bench.example>', now()
FROM one WHERE id %% 30 > 0;
INSERT INTO newsletters_delivery (newsletter_id, subscription_id, email, language, status, reason,
                                  message_id, handed_over_at)
SELECT 1, id, 'lezer' || id || '@bench.example', 'nl',
       CASE WHEN id %% 30 > 0 THEN 'handed_over' ELSE 'skipped' END,
       CASE WHEN id %% 30 > 0 THEN '' ELSE 'left' END,
       CASE WHEN id %% 30 > 0 THEN 10000000 + id END, CASE WHEN id %% 30 > 0 THEN now() END
FROM one;

-- Numbers were given by hand; whoever adds a row later gets the next one.
DO $$
DECLARE filled text;
BEGIN
    FOR filled IN SELECT relname FROM pg_stat_user_tables
        JOIN information_schema.columns ON table_name = relname::text AND column_name = 'id'
        WHERE is_identity = 'YES' AND relname ~ '^(accounts|cohorts|internships|participants|recruitment|newsletters|outbox)_'
    LOOP
        EXECUTE format(
            'SELECT setval(pg_get_serial_sequence(%%L, ''id''), max(id)) FROM %%I', filled, filled);
    END LOOP;
END $$;
