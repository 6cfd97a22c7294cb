package io.waymark.poller.booking;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A batch, and whose it is. */
@Entity
@Table(name = "batch")
@IdClass(BatchRow.Key.class)
@NullUnmarked
class BatchRow {

    /** Names are a carrier's. */
    record Key(String carrier, String name) implements Serializable {}

    /** Where a batch stands. */
    enum State {
        /** The carrier was asked to open it; its answer may have been lost. */
        OPENING,
        OPEN,
        CLOSED
    }

    @Id
    String carrier;

    @Id
    String name;

    @Column(name = "merchant_id")
    String merchantId;

    @Column(name = "batch_id")
    String batchId;

    @Enumerated(EnumType.STRING)
    State state;

    @Column(name = "created_at")
    Instant createdAt;
}
