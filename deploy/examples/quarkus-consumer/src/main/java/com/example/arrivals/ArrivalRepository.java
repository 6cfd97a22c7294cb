package com.example.arrivals;

import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The parcels that arrived: the memory that keeps the effect of an event from being repeated. */
@ApplicationScoped
public class ArrivalRepository {

    /** One process at a time: "if not exists" alone does not keep two apart that start together. */
    private static final String TABLE =
            """
            do $$ begin
              perform pg_advisory_xact_lock(711004);
              create table if not exists arrival (
                event_id uuid primary key, shipment_id uuid not null, tracking_number text not null,
                occurred_at timestamptz not null);
            end $$""";

    private static final String TELL =
            """
            insert into arrival (event_id, shipment_id, tracking_number, occurred_at)
            select ?, ?, ?, ? where not exists (select from arrival where shipment_id = ?)
            on conflict do nothing""";

    private final AgroalDataSource database;

    ArrivalRepository(AgroalDataSource database) {
        this.database = database;
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

    /** The row and its effects in this database are one transaction. */
    @Transactional(rollbackOn = SQLException.class)
    public void tell(Event event) throws SQLException {
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
