package io.waymark.carriers.kuaidi100;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.OperationKind;
import io.waymark.protocol.Settings;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Kuaidi100Test {

    private final Kuaidi100 provider = new Kuaidi100();

    @Test
    void offersEverythingThatItIsConfiguredFor() {
        assertThat(provider.operations(Accounts.whole()).kinds())
                .isEqualTo(Set.of(OperationKind.SUBSCRIBE, OperationKind.QUERY, OperationKind.RECOGNIZE));
        assertThat(provider.operations(Settings.NONE).kinds()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "url            , false, false, false",
        "key            , false, false, false",
        "customer       , true , false, true ",
        "master-secrets , false, true , true ",
        "callback-base  , false, true , true ",
    })
    void offersNothingForWhichASettingIsMissing(String missing, boolean subscribe, boolean query, boolean recognize) {
        Set<OperationKind<?, ?>> kinds =
                provider.operations(Accounts.without(missing)).kinds();

        assertThat(kinds.contains(OperationKind.SUBSCRIBE)).isEqualTo(subscribe);
        assertThat(kinds.contains(OperationKind.QUERY)).isEqualTo(query);
        assertThat(kinds.contains(OperationKind.RECOGNIZE)).isEqualTo(recognize);
    }
}
