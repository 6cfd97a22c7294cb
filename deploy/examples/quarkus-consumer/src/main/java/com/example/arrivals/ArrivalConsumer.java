package com.example.arrivals;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Tells once of each parcel that it arrived. Kafka may bring an event again, so each that has an effect is kept by its id in
 * the transaction of that effect: one that is there already has none.
 */
@ApplicationScoped
public class ArrivalConsumer {

    private static final String ARRIVED = "DELIVERED";

    private static final String TABLE =
            """
            create table if not exists arrival (
              event_id uuid primary key, shipment_id uuid not null, tracking_number text not null,
              occurred_at timestamptz not null)""";

    private static final String TELL =
            """
            insert into arrival (event_id, shipment_id, tracking_number, occurred_at)
            select ?, ?, ?, ? where not exists (select from arrival where shipment_id = ?)
            on conflict do nothing""";

    private final AgroalDataSource database;
    private final ObjectReader events;

    ArrivalConsumer(AgroalDataSource database, ObjectMapper json) {
        this.database = database;
        this.events = json.readerFor(Event.class);
    }

    @PostConstruct
    void makeTable() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One event after the other, in the order of each parcel. A failure stops the channel, and a restart goes on there. */
    @Incoming("events")
    @Blocking
    @Transactional
    public void take(ConsumerRecord<String, byte[]> record) throws IOException, SQLException {
        try {
            Event event = events.readValue(record.value());
            if (ARRIVED.equals(event.status()) && !event.withdrawn()) {
                tell(event);
            }
        } catch (JacksonException e) {
            // no use in trying again; the text stays out of the log
            Log.errorf("not an event: %s-%d@%d", record.topic(), record.partition(), record.offset());
        }
    }

    private void tell(Event event) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(TELL)) {
            statement.setObject(1, event.eventId());
            statement.setObject(2, event.shipmentId());
            statement.setString(3, event.trackingNumber());
            statement.setObject(4, event.occurredAt());
            statement.setObject(5, event.shipmentId());
            if (statement.executeUpdate() == 1) {
                Log.infof("arrived: %s", event.trackingNumber()); // here the customer would be written to
            }
        }
    }
}
