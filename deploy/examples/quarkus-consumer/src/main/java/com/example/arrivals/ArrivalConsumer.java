package com.example.arrivals;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Tells of each parcel that it arrived. Kafka may bring an event again, so each that has an effect is kept by its id in the
 * transaction of that effect: one that is there already has none. What is done outside of the database, such as the line in
 * the log, is done at least once: a kill before the commit repeats it.
 */
@ApplicationScoped
public class ArrivalConsumer {

    private static final String ARRIVED = "DELIVERED";

    /** SQLSTATE of values that PostgreSQL does not take (22), or that break a promise of the table (23). */
    private static final Pattern REFUSED = Pattern.compile("2[23]...");

    private final ArrivalRepository arrivals;
    private final ObjectReader events;

    ArrivalConsumer(ArrivalRepository arrivals, ObjectMapper json) {
        this.arrivals = arrivals;
        this.events = json.readerFor(Event.class);
    }

    /**
     * One event after the other, in the order of each parcel. What cannot be read or kept is passed over, since no use is in
     * trying again; any other failure ends the process, and the next one goes on there.
     */
    @Incoming("events")
    @Blocking
    public void take(ConsumerRecord<String, byte[]> record) throws IOException, SQLException {
        try {
            Event event = record.value() == null ? null : events.readValue(record.value());
            if (event == null) {
                passOver(record, "nothing");
            } else if (ARRIVED.equals(event.status()) && !event.withdrawn()) {
                arrivals.tell(event);
            }
        } catch (JacksonException e) {
            passOver(record, "unreadable");
        } catch (SQLException e) {
            if (!REFUSED.matcher(String.valueOf(e.getSQLState())).matches()) {
                Quarkus.asyncExit(1);
                throw e;
            }
            passOver(record, "refused by the database: " + e.getSQLState());
        } catch (IOException | RuntimeException e) {
            Quarkus.asyncExit(1);
            throw e;
        }
    }

    /** The text stays out of the log. */
    private static void passOver(ConsumerRecord<?, ?> record, String reason) {
        Log.errorf("not an event: %s-%d@%d %s", record.topic(), record.partition(), record.offset(), reason);
    }
}
