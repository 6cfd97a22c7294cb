package io.waymark.notifier.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.DisconnectException;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactIntakeTest {

    @ParameterizedTest(name = "SQLSTATE {0}")
    @CsvSource({
        "22021, true",
        "22P05, true",
        "23505, true",
        "54000, true",
        "08006, false",
        "40P01, false",
        "42P01, false",
        "53300, false",
        "57P01, false",
        "57P03, false",
        "XX000, false",
        ", false"
    })
    void theRecordIsAtFaultIfPostgresBlamesTheData(String sqlState, boolean atFault) {
        PgException reactive = new PgException("refused", "ERROR", sqlState, "");
        HibernateException translated = new HibernateException("refused", new SQLException("refused", sqlState));

        assertThat(FactIntake.isRecordAtFault(reactive)).isEqualTo(atFault);
        assertThat(FactIntake.isRecordAtFault(translated)).isEqualTo(atFault);
    }

    @Test
    void theRecordIsNotAtFaultIfSomebodyIsAway() {
        assertThat(new Throwable[] {
                    new ConnectException(),
                    new VertxException("connection is closed"),
                    new TimeoutException(),
                    new DisconnectException(),
                    new IllegalStateException("pool is closed")
                })
                .noneMatch(FactIntake::isRecordAtFault);
    }
}
