package io.waymark.carriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountryZonesTest {

    @ParameterizedTest
    @CsvSource({"SA, Asia/Riyadh", "CN, Asia/Shanghai", "GB, Europe/London", "JP, Asia/Tokyo", "SG, Asia/Singapore"})
    void aCountryWithOneTimeHasItsZone(String country, String zone) {
        assertThat(CountryZones.of(country)).contains(ZoneId.of(zone));
    }

    @ParameterizedTest
    @ValueSource(strings = {"US", "AU", "BR", "CA", "RU", "ES", "PT", "ID", "MX", "", "XX", "sa"})
    void aCountryWithSeveralTimesOrNoneThatIsKnownHasNoZone(String country) {
        assertThat(CountryZones.of(country)).isEmpty();
    }

    @Test
    void everyRowIsACountry() {
        List<String> countries = Arrays.asList(Locale.getISOCountries());

        assertThat(CsvTable.rows("country-zones.csv", ',', 2))
                .hasSizeGreaterThan(200)
                .allSatisfy(row -> assertThat(countries).contains(row[0]));
    }
}
