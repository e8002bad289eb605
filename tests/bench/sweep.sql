-- The country at its busiest, made inside the server: %(people)s participants of cohorts that all
-- run, with fifty counting lines each, so that a sweep and a bare sum read the same rows.
-- One in fifty fell behind; all others keep their pace.

CREATE TEMP TABLE plan AS
SELECT c AS id, current_date - 60 - (c * 53) %% 120 AS start_on, 1 + c %% 12 AS region
FROM generate_series(1, ceil(%(people)s / 17.0)::int) AS c;

INSERT INTO accounts_user (id, email, first_name, infix, last_name, folded_name, password, language,
                           is_active, is_staff, is_superuser, joined_at)
SELECT id, 'mens' || id || '@bench.example', 'Sanne', 'de', 'Vries' || id, 'vries' || id || ' sanne',
       '!', 'nl', true, false, false, now()
FROM generate_series(1, %(people)s) AS id;
INSERT INTO cohorts_region (id, name, slug, is_active, intro, intro_en, email, phone)
SELECT id, 'Regio ' || id, 'regio-' || id, true, '', '', '', '' FROM generate_series(1, 12) AS id;
INSERT INTO cohorts_organisation (id, name, place, website) VALUES (1, 'Hogeschool', 'Delft', '');
INSERT INTO cohorts_cohort (id, region_id, name, provider_id, start_on, end_on, status, norm_minutes,
                            ceiling_minutes, min_participants, max_participants, retention_years,
                            reminders_on)
SELECT id, region, 'Groep ' || id, 1, start_on, start_on + 280, 'running', 4800, 6000, 15, 20, 5, true
FROM plan;
-- Holidays behind and ahead of today, so that the calendar is known and today is none.
INSERT INTO cohorts_holiday (kind, region, name, start_on, end_on)
SELECT 'school', region, 'Vakantie ' || k, monday - 2, monday + 6
FROM generate_series(-3, 3) AS k,
     (VALUES ('noord', 0), ('midden', 7), ('zuid', 14)) AS of (region, later),
     LATERAL (SELECT date_trunc('week', current_date)::date + 21 + later + k * 63) AS week (monday);

INSERT INTO internships_school (id, code, name, kind, structure, street, house_number, postcode, place,
                                municipality, province, holiday_region, phone, website, folded)
SELECT id, lpad(id::text, 4, '0') || '00', 'Vakcollege ' || id, 'vmbo', 'vmbo', 'Schoolstraat', '1',
       '1234 AB', 'Delft', 'Delft', 'Zuid-Holland', (ARRAY['noord', 'midden', 'zuid'])[1 + id %% 3],
       '', '', 'vakcollege ' || id
FROM generate_series(1, 1600) AS id;
INSERT INTO internships_schoolcontact (id, school_id, email, first_name, infix, last_name, folded_name,
                                       phone, function, is_qualified, language)
SELECT id, id, 'docent' || id || '@school.example', 'Daan', 'de', 'Graaf' || id,
       'graaf' || id || ' daan', '', 'docent', true, 'nl'
FROM generate_series(1, 1600) AS id;
INSERT INTO participants_participant (id, user_id, cohort_id, status, phone, employment, branch,
                                      admitted_at, stop_reason)
SELECT id, id, 1 + (id - 1) / 17, 'active', '', 'employed', 'installation', now(), ''
FROM generate_series(1, %(people)s) AS id;
INSERT INTO internships_placement (id, participant_id, school_id, supervisor_id, start_on, end_on,
                                   agreed_minutes, note, status, proposed_at, answered_name, reason,
                                   vog_required, vog_seen_by)
SELECT seat.id, seat.id, 1 + seat.id * 7 %% 1600, 1 + seat.id * 7 %% 1600,
       start_on + 10 + (seat.id %% 12)::int, start_on + 260 + (seat.id %% 20)::int, 4800, '', 'accepted', start_on, 'D. de Graaf', '', false, ''
FROM participants_participant AS seat JOIN plan ON plan.id = seat.cohort_id;
INSERT INTO internships_confirmation (id, contact_id, typed_name, via, confirmed_at, shown_hash)
SELECT id, id, 'D. de Graaf', 'link', now(), repeat('0', 64) FROM generate_series(1, 1600) AS id;

INSERT INTO internships_hourentry (id, placement_id, participant_id, worked_on, break_minutes, minutes,
                                   kind, note, status, revision, created_at, submitted_at,
                                   return_reason, confirmation_id)
SELECT row_number() OVER (ORDER BY n, place.id), place.id, place.participant_id, worked_on, 0,
       CASE WHEN place.id %% 50 = 0 THEN 10 ELSE 90 END,
       (ARRAY['observing', 'assisting', 'teaching', 'preparing'])[1 + n %% 4],
       'Les over leidingen buigen en solderen, groep ' || n,
       CASE WHEN n < 46 THEN 'confirmed' ELSE 'submitted' END, 1, worked_on, worked_on + 1, '',
       CASE WHEN n < 46 THEN place.supervisor_id END
FROM internships_placement AS place, generate_series(1, 50) AS n,
     LATERAL (SELECT place.start_on + n * (current_date - 3 - place.start_on) / 51) AS line (worked_on);

-- Who is behind was mailed this morning, as on every hour of the week but the first one.
INSERT INTO outbox_message (key, kind, stream, "to", subject, text, html, headers, status, attempts,
                            not_before, error, message_id, created_at)
SELECT 'bench:' || id || ':' || k, 'hours_reminder', 'service', 'mens' || id || '@bench.example',
       'Nog 71:40 uur te gaan', 'tekst', '', '{}', 'sent', 1, moment, '', '', moment
FROM generate_series(50, %(people)s, 50) AS id, generate_series(0, 2) AS k,
     LATERAL (SELECT now() - k * interval '7 days') AS mailed (moment);
