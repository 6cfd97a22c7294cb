package io.waymark.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemHandlerTest {

    @ParameterizedTest
    @CsvSource({
        "22021, 400",
        "22P02, 400",
        "08006, 503",
        "53300, 503",
        "55P03, 503",
        "57P01, 503",
        "42703, 500",
        "23505, 500"
    })
    void whatTheDatabaseRefusesIsToldBySqlState(String sqlState, int status) {
        String words = "no such value: 13812341234";

        for (Exception refusal : List.of(
                new PgException(words, "ERROR", sqlState, ""),
                new SQLException(words, sqlState),
                new SQLException(words))) {
            Response answer = new ProblemHandler().unforeseen(new IllegalStateException(refusal));

            boolean isSaid = refusal instanceof PgException || ((SQLException) refusal).getSQLState() != null;
            assertThat(answer.getStatus()).isEqualTo(isSaid ? status : 500);
            assertThat(answer.getMediaType()).hasToString(Problem.MEDIA_TYPE);
            assertThat(answer.getEntity().toString()).doesNotContain("13812341234");
        }
    }
}
