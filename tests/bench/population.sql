-- People, placements and hours in realistic proportions, made inside the server.
-- %(people)s participants with a hundred lines each. Everything follows from row numbers, so two
-- runs on one day make the same rows.

-- Half of the cohorts are finished, the others run; a tenth more is still filling up.
CREATE TEMP TABLE plan AS
SELECT c AS id, c <= cohorts AS has_people, finished,
       CASE WHEN finished THEN current_date - 420 - (c * 131) %% 1400
            WHEN c <= cohorts THEN current_date - 60 - (c * 53) %% 180
            ELSE current_date + 20 + (c * 29) %% 60 END AS start_on,
       width_bucket((c * 37) %% 100, ARRAY[0, 30, 44, 56, 66, 74, 81, 87, 92, 96, 98, 99]) AS region
FROM (SELECT ceil(%(people)s / 17.0)::int AS cohorts) AS size,
     generate_series(1, cohorts + cohorts / 10 + 1) AS c,
     LATERAL (SELECT c <= cohorts AND c * 7919 %% 101 < 50 AS finished) AS state;

-- 1 is the administrator, 2-13 lead a region each, 100 and up participate, a million and up teach.
INSERT INTO accounts_user (id, email, first_name, infix, last_name, folded_name, password, language,
                           is_active, is_staff, is_superuser, joined_at)
SELECT id, 'mens' || id || '@bench.example', first, infix, last || id,
       lower(last || id || ' ' || first), '!', 'nl', true, id = 1, id = 1, now()
FROM (SELECT generate_series(1, 13) AS id
      UNION ALL SELECT 100 + generate_series(1, %(people)s)
      UNION ALL SELECT 1000000 + generate_series(1, %(people)s / 20)) AS numbers,
     LATERAL (SELECT (ARRAY['Anna', 'Bram', 'Fatima', 'Jan', 'Kees', 'Sanne', 'Yusuf'])[1 + id %% 7],
                     (ARRAY['', '', 'van', 'van den', 'de'])[1 + id %% 5],
                     (ARRAY['Jansen', 'Berg', 'Vries', 'Bakker', 'Yilmaz', 'Smit'])[1 + id %% 6]
             ) AS name (first, infix, last);

INSERT INTO cohorts_region (id, name, slug, is_active, intro, intro_en, email, phone)
SELECT id, 'Regio ' || id, 'regio-' || id, true, '', '', '', '' FROM generate_series(1, 12) AS id;
INSERT INTO cohorts_region_leaders (region_id, user_id)
SELECT id, id + 1 FROM generate_series(1, 12) AS id;
INSERT INTO cohorts_organisation (id, name, place, website) VALUES (1, 'Hogeschool', 'Delft', '');
INSERT INTO cohorts_cohort (id, region_id, name, provider_id, start_on, end_on, status, norm_minutes,
                            ceiling_minutes, min_participants, max_participants, retention_years,
                            reminders_on)
SELECT id, region, 'Groep ' || id, 1, start_on, start_on + 280,
       CASE WHEN finished THEN 'finished' WHEN has_people THEN 'running' ELSE 'open' END,
       4800, 6000, 15, 20, 5, true
FROM plan;

INSERT INTO internships_school (id, code, name, kind, structure, street, house_number, postcode, place,
                                municipality, province, holiday_region, phone, website, folded)
SELECT id, lpad(id::text, 4, '0') || '00', 'Vakcollege ' || id, 'vmbo', 'vmbo', 'Schoolstraat', '1',
       '1234 AB', 'Plaats ' || id %% 300, 'Gemeente', 'Zuid-Holland', 'midden', '', '',
       'vakcollege ' || id
FROM generate_series(1, %(people)s / 6) AS id;
-- Two teachers per school; some of them have an account.
INSERT INTO internships_schoolcontact (id, school_id, email, first_name, infix, last_name, folded_name,
                                       phone, function, is_qualified, language, user_id, left_on)
SELECT id, 1 + id %% (%(people)s / 6), 'docent' || id || '@school.example', 'Daan', 'de', 'Graaf' || id,
       'graaf' || id || ' daan', '', 'docent', id %% 50 <> 0, 'nl',
       CASE WHEN id <= %(people)s / 20 THEN 1000000 + id END,
       CASE WHEN id %% 70 = 0 THEN current_date - 30 END
FROM generate_series(1, %(people)s / 3) AS id;

INSERT INTO participants_employer (id, name, branch, place, contact_name, email, phone)
SELECT id, 'Installatiebedrijf ' || id, 'installation', 'Plaats ' || id, '', '', ''
FROM generate_series(1, %(people)s / 2) AS id;
INSERT INTO participants_participant (id, user_id, cohort_id, status, phone, employer_id, employment,
                                      branch, admitted_at, stop_reason, stopped_on)
SELECT i, 100 + i, plan.id,
       CASE WHEN i %% 25 = 0 THEN 'withdrawn' WHEN finished THEN 'completed' ELSE 'active' END,
       '', 1 + i %% (%(people)s / 2), 'employed', 'installation', plan.start_on,
       CASE WHEN i %% 25 = 0 THEN 'Te druk' ELSE '' END,
       CASE WHEN i %% 25 = 0 THEN plan.start_on + 50 END
FROM generate_series(1, %(people)s) AS i JOIN plan ON plan.id = 1 + (i - 1) / 17;

-- One placement each, and for some a second one that the school has not answered.
INSERT INTO internships_placement (id, participant_id, school_id, supervisor_id, start_on, end_on,
                                   agreed_minutes, note, status, proposed_at, answered_name, reason,
                                   vog_required, vog_issued_on, vog_seen_on, vog_seen_by)
SELECT seat.id, seat.id, teacher.school_id, teacher.id, plan.start_on + 20, plan.start_on + 260, 4800, '',
       CASE WHEN finished THEN 'completed' WHEN seat.id %% 33 = 0 THEN 'broken_off' ELSE 'accepted' END,
       plan.start_on, 'D. de Graaf', CASE WHEN seat.id %% 33 = 0 THEN 'Te weinig lessen' ELSE '' END,
       seat.id %% 3 = 0, CASE WHEN seat.id %% 3 = 0 AND seat.id %% 60 <> 0 THEN plan.start_on END,
       CASE WHEN seat.id %% 3 = 0 AND seat.id %% 60 <> 0 THEN plan.start_on END, ''
FROM participants_participant AS seat
JOIN plan ON plan.id = seat.cohort_id
JOIN internships_schoolcontact AS teacher ON teacher.id = 1 + seat.id %% (%(people)s / 3);
INSERT INTO internships_placement (id, participant_id, school_id, supervisor_id, start_on, end_on,
                                   agreed_minutes, note, status, proposed_at, answered_name, reason,
                                   vog_required, vog_seen_by)
SELECT %(people)s + id, participant_id, 1 + school_id %% (%(people)s / 6), supervisor_id, start_on,
       end_on, 600, '', 'proposed', now() - (id %% 14) * interval '1 day', '', '', false, ''
FROM internships_placement WHERE status = 'accepted' AND id %% 20 = 0;
INSERT INTO internships_schoolcontact_regions (schoolcontact_id, region_id)
SELECT DISTINCT supervisor_id, region
FROM internships_placement JOIN participants_participant AS seat ON seat.id = participant_id
JOIN plan ON plan.id = cohort_id;

-- A teacher decides on a dozen lines at a time.
INSERT INTO internships_confirmation (id, contact_id, typed_name, via, confirmed_at, shown_hash)
SELECT (place.id - 1) * 9 + k, place.supervisor_id, 'D. de Graaf', 'link',
       place.start_on + k * 20, repeat('0', 64)
FROM internships_placement AS place, generate_series(1, 9) AS k WHERE place.id <= %(people)s;

-- Old lines are confirmed and recent ones wait; some people log too little.
INSERT INTO internships_hourentry (id, placement_id, participant_id, worked_on, starts_at, ends_at,
                                   break_minutes, minutes, kind, note, status, revision, created_at,
                                   submitted_at, decided_at, return_reason, confirmation_id,
                                   created_by_id)
SELECT row_number() OVER (ORDER BY worked_on, place.id, n), place.id, place.participant_id, worked_on,
       CASE WHEN n %% 2 = 0 THEN time '09:00' END,
       CASE WHEN n %% 2 = 0 THEN time '09:00' + minutes * interval '1 minute' END,
       0, minutes, (ARRAY['observing', 'assisting', 'teaching', 'preparing'])[1 + n %% 4],
       'Les over leidingen buigen en solderen, groep ' || n, state.now, 1, worked_on, worked_on + 1,
       CASE WHEN state.now IN ('confirmed', 'returned') THEN worked_on + 9 END,
       CASE WHEN state.now = 'returned' THEN 'De tijd klopt niet' ELSE '' END,
       CASE WHEN state.now = 'confirmed' THEN (place.id - 1) * 9 + 1 + n / 12 END,
       100 + place.participant_id
FROM internships_placement AS place,
     generate_series(1, 100) AS n,
     LATERAL (SELECT place.start_on + n * (least(place.end_on, current_date) - place.start_on) / 101,
                     CASE WHEN place.id %% 10 = 0 THEN 15 ELSE 30 + n %% 4 * 15 END
             ) AS line (worked_on, minutes),
     LATERAL (SELECT CASE WHEN worked_on > current_date - 6 - (place.id %% 5)::int THEN 'submitted'
                          WHEN (place.id + n) %% 150 = 0 AND place.status = 'accepted' THEN 'returned'
                          WHEN (place.id + n) %% 90 = 0 THEN 'withdrawn'
                          ELSE 'confirmed' END) AS state (now)
WHERE place.id <= %(people)s;

INSERT INTO outbox_message (key, kind, stream, "to", subject, text, html, headers, status, attempts,
                            not_before, error, message_id, created_at)
SELECT 'bench:' || i || ':' || k, 'hours_returned', 'service', 'mens' || 100 + i || '@bench.example',
       'Uren teruggestuurd', 'tekst', '', '{}', 'sent', 1, now(), '', '', now() - k * interval '9 days'
FROM generate_series(1, %(people)s) AS i, generate_series(1, 3) AS k;
