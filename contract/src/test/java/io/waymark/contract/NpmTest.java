package io.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be put down to the network, and what is a mistake of ours. */
class NpmTest {

    @ParameterizedTest
    @CsvSource({
        "1, npm error code ENOTFOUND, true",
        "1, npm error code ECONNREFUSED, true",
        "1, npm error code EAI_AGAIN, true",
        "1, npm error network timeout at: https://registry.example/ajv, true",
        "1, npm error code EUSAGE, false",
        "1, npm error code EINTEGRITY, false",
        "1, npm error code E404, false",
        "0, npm warn ETIMEDOUT, false",
    })
    void onlyWhatNamesTheNetworkIsPutDownToIt(int status, String said, boolean network) {
        assertThat(new Npm.Ran(status, said).reachedNobody()).isEqualTo(network);
    }

    @Test
    void whatHangsIsEnded(@TempDir Path directory) throws Exception {
        Npm.Ran ran = Npm.run(directory, Duration.ofMillis(200), "sh", "-c", "echo begun; sleep 100; echo done");

        assertThat(ran.said()).doesNotContain("done");
        assertThat(ran.reachedNobody()).isTrue();
    }
}
