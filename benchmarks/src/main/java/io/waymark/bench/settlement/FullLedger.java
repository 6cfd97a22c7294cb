package io.waymark.bench.settlement;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Years of settlements, written past the service: of a hundred, 88 are settled, eight wait for delivery, and one each is not
 * final, held, refused and stopped. Each has its facts and its history.
 */
final class FullLedger {

    private static final String[] SQL = {
        "alter table settlement_change drop constraint if exists settlement_change_settlement_id_fkey",
        "alter table settlement_attempt drop constraint if exists settlement_attempt_settlement_id_fkey",
        """
        create temporary table filled as
        select i, md5('s' || i)::uuid as id, md5('p' || i)::uuid as shipment, 'F' || i as number,
          case when i % 2 = 0 then 'onerway' else 'asiabill' end as gateway,
          case when i % 100 < 88 then case when i % 2 = 0 then 'ACKNOWLEDGED' else 'RECONCILED' end
               when i % 100 < 96 then 'OWED' when i % 100 = 96 then 'WAITING' when i % 100 = 97 then 'HELD'
               when i % 100 = 98 then 'REJECTED' else 'STOPPED' end as state,
          i % 100 < 88 as settled, now() - interval '700 days' * (i::float8 / %1$d) as at
        from generate_series(1, %1$d) i""",
        """
        insert into registration_fact (shipment_id, revision, carrier, tracking_number, terms, settlements)
        select shipment, 1, 'sto', number, '[]', 1 from filled""",
        """
        insert into scan_fact (scan_id, shipment_id, event_id, sequence, status, sub_status, evidence, recorded_at,
          withdrawn, rule, source)
        select md5('c' || i)::uuid, shipment, md5('e' || i)::uuid, 1, 'DELIVERED', 'SIGNED', 'SIGNED_PUSH', at, false,
          'sto:SIGNED', 'waymark.raw.v1-0@' || i from filled where settled""",
        """
        insert into latest_fact (shipment_id, revision, sequence, status)
        select shipment, 1, 1, case when settled then 'DELIVERED' else 'IN_TRANSIT' end from filled""",
        """
        insert into settlement (settlement_id, merchant_id, shipment_id, gateway, transaction_id, payment_key, carrier,
          tracking_number, terms, state, reason, hold_cause, attempts, next_attempt_at, reconcile_at, in_doubt,
          request_digest, evidence_event_id, evidence_recorded_at, evidence_rule, evidence_source, hold_from, left_once,
          overdue, changed_at, revision, deadline, deadline_due_at, changes, attempt_log)
        select id, 'merchant', shipment, gateway, '9' || i, gateway || ':9' || i, 'sto', number,
          json_build_object('settlementId', id, 'merchantId', 'merchant', 'gateway', gateway, 'account', '',
            'transactionId', '9' || i, 'paymentMethod', 'STC_PAY', 'carrierCode', 'STO', 'goods', 'PHYSICAL',
            'trackingUrl', 'https://track.example.com/' || number, 'installments', false)::text,
          state, '', case when state = 'HELD' then 'OPERATOR' end, case when settled then 1 else 0 end,
          case when state = 'WAITING' then now() + interval '1 hour' end,
          case when state = 'ACKNOWLEDGED' and gateway = 'asiabill' then now() + interval '1 day' end, false,
          case when settled then repeat(md5(number), 2) end, case when settled then md5('e' || i)::uuid end,
          case when settled then at end, case when settled then 'sto:SIGNED' end,
          case when settled then 'waymark.raw.v1-0@' || i end, case when settled then at end, false, false, at, 4,
          at + interval '900 days', case when not settled then now() + interval '20 days' end,
          case when settled then '[' || repeat('{"revision":2,"at":"2026-11-22T00:00:00.000Z","from":"OWED",'
            '"to":"ELIGIBLE","cause":"FACTS","reason":"","order":null},', 3) || '{}]' else '[]' end, '[]'
        from filled""",
        """
        insert into settlement_change (settlement_id, revision, changed_at, from_state, to_state, cause, reason, attempts)
        select id, revision, at, 'OWED', state, 'FACTS', '', 0 from filled, generate_series(1, 4) revision where settled""",
        """
        insert into settlement_attempt (settlement_id, attempt, request_digest, outcome, answer_code, answer_text,
          duration_millis, recorded_at)
        select id, 1, repeat(md5(number), 2), 'ACKNOWLEDGED', '20000', 'Success', 40, at from filled where settled""",
        """
        alter table settlement_change add constraint settlement_change_settlement_id_fkey
        foreign key (settlement_id) references settlement deferrable initially deferred""",
        """
        alter table settlement_attempt add constraint settlement_attempt_settlement_id_fkey
        foreign key (settlement_id) references settlement deferrable initially deferred""",
        "drop table filled",
        "analyze",
    };

    private FullLedger() {}

    static void fill(Connection database, int rows) throws SQLException {
        try (Statement statement = database.createStatement()) {
            for (String sql : SQL) {
                statement.execute(sql.replace("%1$d", Integer.toString(rows)));
            }
        }
    }
}
