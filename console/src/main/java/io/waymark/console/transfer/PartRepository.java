package io.waymark.console.transfer;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.WrappedKey;
import io.waymark.sealing.Sealed;
import io.waymark.sealing.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.Charset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The files of imports. One that is being received is nobody's until it is whole; if its call ends without a word, it is
 * removed once its lease is over. Its parts are sealed.
 */
@ApplicationScoped
class PartRepository {

    /** Bytes of a part; the last of a file has fewer. Part of what is stored, so it does not change. */
    static final int BYTES = 256 * 1024;

    private static final String BEGIN =
            """
            insert into shipment_import (import_id, merchant_id, actor, state, charset, columns, bytes_done, lines_done,
              lease_until)
            select $1, $2, $3, 'RECEIVING', $4, $5, $6, $7, now() + $8 * interval '1 millisecond'
            where (select count(*) from shipment_import
                   where merchant_id = $2 and state in ('RECEIVING', 'RECEIVED', 'RUNNING')) < $9""";

    private static final String ADD =
            """
            with alive as (
              update shipment_import set lease_until = now() + $4 * interval '1 millisecond'
              where import_id = $1 and state = 'RECEIVING' returning import_id)
            insert into shipment_import_part (import_id, part, bytes, master_key, wrapped_key)
            select import_id, $2, $3, $5, $6 from alive""";

    private static final String ACCEPT =
            """
            update shipment_import set state = 'RECEIVED', charset = $2, bytes_total = $3, lines_total = $4,
              received_at = now(), lease_until = null
            where import_id = $1 and state = 'RECEIVING'""";

    private static final String DROP = "delete from shipment_import where import_id = $1 and state = 'RECEIVING'";

    private static final String SWEEP = "delete from shipment_import where state = 'RECEIVING' and lease_until < now()";

    private static final String READ =
            "select bytes, master_key, wrapped_key from shipment_import_part where import_id = $1 and part = $2";

    private final Pool database;
    private final ImportConfig config;
    private final Sealing sealing;

    PartRepository(Pool database, ImportConfig config, Sealing sealing) {
        this.database = database;
        this.config = config;
        this.sealing = sealing;
    }

    /** False if the merchant has as many imports under way as it may have. */
    Uni<Boolean> begin(UUID id, String merchantId, String actor, FileHead head) {
        return database.preparedQuery(BEGIN)
                .execute(Tuple.from(new Object[] {
                    id,
                    merchantId,
                    actor,
                    head.charset().name(),
                    head.columns().fields().toArray(String[]::new),
                    head.bytes(),
                    head.lines(),
                    config.lease().toMillis(),
                    config.open()
                }))
                .map(PartRepository::isDone);
    }

    /** False if the file was given up meanwhile. */
    Uni<Boolean> add(UUID id, int part, byte[] bytes) {
        Sealed sealed = sealing.seal(bytes, context(id, part));
        WrappedKey key = sealed.key();
        return database.preparedQuery(ADD)
                .execute(Tuple.of(
                        id,
                        part,
                        Buffer.buffer(sealed.bytes()),
                        config.lease().toMillis(),
                        key == null ? null : key.masterKey(),
                        key == null ? null : Buffer.buffer(key.key())))
                .map(PartRepository::isDone);
    }

    /** The file is whole; false if it was given up meanwhile. */
    Uni<Boolean> accept(UUID id, Charset charset, long bytes, long lines) {
        return database.preparedQuery(ACCEPT)
                .execute(Tuple.of(id, charset.name(), bytes, lines))
                .map(PartRepository::isDone);
    }

    /** Removes the file unless it was accepted. */
    Uni<Void> drop(UUID id) {
        return database.preparedQuery(DROP).execute(Tuple.of(id)).replaceWithVoid();
    }

    /** Removes the files whose call ended without a word; how many there were. */
    Uni<Integer> sweep() {
        return database.query(SWEEP).execute().map(rows -> rows.rowCount());
    }

    /** A part of the file; null behind the last, and once it was removed. */
    Uni<byte @Nullable []> read(UUID id, int part) {
        return database.preparedQuery(READ)
                .execute(Tuple.of(id, part))
                .map(rows -> rows.size() == 0 ? null : opened(rows.iterator().next(), context(id, part)));
    }

    /** One that came before there was sealing is plain. */
    private byte[] opened(Row row, String context) {
        byte[] bytes = row.getBuffer("bytes").getBytes();
        String masterKey = row.getString("master_key");
        return masterKey == null
                ? bytes
                : sealing.open(
                        bytes,
                        new WrappedKey(masterKey, row.getBuffer("wrapped_key").getBytes()),
                        context);
    }

    private static String context(UUID id, int part) {
        return id + ":" + part;
    }

    private static boolean isDone(RowSet<?> rows) {
        return rows.rowCount() > 0;
    }
}
